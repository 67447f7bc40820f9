using DmaRules.Dsl;
using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation.Emitting;

/// <summary>What the emitter relies on. A graph that breaks it was not made by the language: it
/// could loop for ever, or name a label that is not there.</summary>
internal static class GraphShape
{
    /// <summary>Throws unless every edge points backwards and every slot and rule exists.</summary>
    public static void Verify(DecisionGraph graph)
    {
        Require(IsBelow(graph.Root.Index, graph.Nodes.Length), graph, "the root is not a node");
        for (var i = 0; i < graph.Nodes.Length; i++)
        {
            switch (graph.Nodes[i])
            {
                case DecisionNode.Ask ask:
                    var (yes, no) = (ask.WhenTrue.Index, ask.WhenFalse.Index);
                    Require(
                        IsBelow(yes, i) && IsBelow(no, i),
                        graph,
                        "an edge does not point backwards");
                    Require(NamesSlots(ask.Question), graph, "a question's slot is not there");
                    break;
                case DecisionNode.Decide decide:
                    Require(decide.Rule >= 0, graph, "a rule's position is negative");
                    break;
            }
        }
    }

    /// <summary>Which nodes can be met from the root. One pass down suffices: edges point
    /// backwards.</summary>
    public static bool[] ReachableFromRoot(DecisionGraph graph)
    {
        var isReachable = new bool[graph.Root.Index + 1];
        isReachable[graph.Root.Index] = true;
        for (var i = graph.Root.Index; i >= 0; i--)
        {
            if (isReachable[i] && graph.Nodes[i] is DecisionNode.Ask ask)
            {
                isReachable[ask.WhenTrue.Index] = true;
                isReachable[ask.WhenFalse.Index] = true;
            }
        }

        return isReachable;
    }

    private static bool NamesSlots(Question question) =>
        IsBelow(question.Slot, Limits.FactSlots)
        && (!question.Operand.IsFact || question.Operand.Value < Limits.FactSlots);

    private static bool IsBelow(int index, int end) => index >= 0 && index < end;

    private static void Require(bool isSo, DecisionGraph graph, string complaint)
    {
        if (!isSo)
        {
            throw new ArgumentException($"graph `{graph.Name}`: {complaint}", nameof(graph));
        }
    }
}
