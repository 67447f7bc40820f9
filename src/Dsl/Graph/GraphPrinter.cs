using System.Globalization;
using System.Text;

namespace DmaRules.Dsl.Graph;

/// <summary>Prints a graph node by node from its root down, each node once: a graph printed as a
/// tree grows with the number of its paths.</summary>
public static class GraphPrinter
{
    /// <summary>One line a node: its number, its question and where each answer leads, or what is
    /// decided. </summary>
    public static string Print(DecisionGraph graph)
    {
        var text = new StringBuilder($"{graph.Name}: {graph.Nodes.Length} nodes\n");
        for (var i = graph.Nodes.Length - 1; i >= 0; i--)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {i}: {Print(graph, i)}\n");
        }

        return text.ToString();
    }

    private static string Print(DecisionGraph graph, int index) => graph.Nodes[index] switch
    {
        DecisionNode.Ask ask =>
            QuestionText.Show(ask.Question, graph.Facts)
            + $" ? {ask.WhenTrue.Index} : {ask.WhenFalse.Index}"
            + $"   # {graph.Rules[graph.Origins[index].Rule].Name}",
        DecisionNode.Decide decide => Print(graph.Rules[decide.Rule]),
        _ => "",
    };

    private static string Print(GraphRule rule)
    {
        var outcome = rule.Outcome is null ? "" : $" => {rule.Outcome.Text}";
        var message = rule.Message is null ? "" : $" \"{rule.Message}\"";
        return rule.Name + outcome + message;
    }
}
