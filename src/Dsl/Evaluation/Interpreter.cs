using DmaRules.Dsl.Graph;

namespace DmaRules.Dsl.Evaluation;

/// <summary>The meaning of a decision graph: start at the root, answer each question, stop at a
/// rule. Every other back end is wrong where it differs from this one.</summary>
public static class Interpreter
{
    /// <summary>The position of the rule that decides.</summary>
    public static int Decide(DecisionGraph graph, in Facts facts)
    {
        var node = graph.Nodes[graph.Root.Index];
        while (node is DecisionNode.Ask ask)
        {
            var next = Holds(ask.Question, facts) ? ask.WhenTrue : ask.WhenFalse;
            node = graph.Nodes[next.Index];
        }

        return ((DecisionNode.Decide)node).Rule;
    }

    /// <summary>Whether a condition's graph says yes.</summary>
    public static bool Holds(DecisionGraph condition, in Facts facts) =>
        Decide(condition, facts) == DecisionGraph.Holds;

    /// <summary>The answer to one question.</summary>
    public static bool Holds(Question question, in Facts facts)
    {
        var left = facts[question.Slot];
        var right = question.Operand.IsFact
            ? facts[(int)question.Operand.Value]
            : question.Operand.Value;
        return question.Comparison switch
        {
            Comparison.Equal => left == right,
            Comparison.Less => left < right,
            _ => left <= right,
        };
    }
}
