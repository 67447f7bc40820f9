using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Dsl.Evaluation;

/// <summary>Walks a graph like the interpreter and writes down what it asks.</summary>
public static class Explainer
{
    /// <summary>The walk that these facts take.</summary>
    public static Explanation Explain(DecisionGraph graph, in Facts facts)
    {
        var asked = new List<(int Rule, AskedQuestion Question)>();
        var at = graph.Root;
        while (graph.Nodes[at.Index] is DecisionNode.Ask ask)
        {
            var holds = Interpreter.Holds(ask.Question, facts);
            asked.Add(
                (graph.Origins[at.Index].Rule, Describe(graph, at, ask.Question, holds, facts)));
            at = holds ? ask.WhenTrue : ask.WhenFalse;
        }

        var decider = Interpreter.Decide(graph, facts);
        return new Explanation(graph, Group(graph, asked), graph.Rules[decider], decider);
    }

    private static AskedQuestion Describe(
        DecisionGraph graph, NodeId at, Question question, bool holds, in Facts facts)
    {
        var origin = graph.Origins[at.Index];
        var fact = graph.Facts[question.Slot];
        var value = ValueText.Show(fact.Type, facts[question.Slot]);
        if (question.Operand.IsFact)
        {
            var other = (int)question.Operand.Value;
            var otherValue = ValueText.Show(graph.Facts[other].Type, facts[other]);
            value += $", {graph.Facts[other].Name} {otherValue}";
        }

        var words = QuestionText.Show(question, graph.Facts, origin.IsNegated);
        return new AskedQuestion(fact, value, words, holds != origin.IsNegated, origin.Place);
    }

    private static ImmutableArray<AskedRule> Group(
        DecisionGraph graph, List<(int Rule, AskedQuestion Question)> asked) =>
        [.. asked.GroupBy(a => a.Rule)
            .Select(g => new AskedRule(graph.Rules[g.Key], [.. g.Select(a => a.Question)]))];
}
