using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests.Generation;

/// <summary>Rules in order, the first that holds decides; the last one has no condition.</summary>
internal sealed record RuleList(
    string Name,
    ImmutableArray<FactSymbol> Facts,
    ImmutableArray<Condition> Conditions,
    ImmutableArray<GraphRule> Rules)
{
    /// <summary>The decision without any graph: what the graph is checked against.</summary>
    public int Decide(in Facts facts)
    {
        for (var i = 0; i < Conditions.Length; i++)
        {
            if (Holds(Conditions[i], facts))
            {
                return i;
            }
        }

        return Conditions.Length;
    }

    /// <summary>The graph, made from the last rule up, so that edges point backwards.</summary>
    public DecisionGraph ToGraph()
    {
        var nodes = new NodeList();
        var root = nodes.Decide(Conditions.Length);
        for (var i = Conditions.Length - 1; i >= 0; i--)
        {
            root = Add(nodes, Conditions[i], nodes.Decide(i), root);
        }

        return nodes.ToGraph(Name, root, Rules, Facts);
    }

    private static NodeId Add(
        NodeList nodes, Condition condition, NodeId whenTrue, NodeId whenFalse)
    {
        switch (condition)
        {
            case Condition.Atom atom:
                return nodes.Ask(atom.Question, whenTrue, whenFalse);
            case Condition.Not not:
                return Add(nodes, not.Inner, whenFalse, whenTrue);
            case Condition.All all:
                return all.Parts.Reverse()
                    .Aggregate(whenTrue, (next, part) => Add(nodes, part, next, whenFalse));
            case Condition.Any any:
                return any.Parts.Reverse()
                    .Aggregate(whenFalse, (next, part) => Add(nodes, part, whenTrue, next));
            default:
                throw new UnreachableException();
        }
    }

    private static bool Holds(Condition condition, Facts facts) => condition switch
    {
        Condition.Atom atom => Interpreter.Holds(atom.Question, facts),
        Condition.Not not => !Holds(not.Inner, facts),
        Condition.All all => all.Parts.All(p => Holds(p, facts)),
        Condition.Any any => any.Parts.Any(p => Holds(p, facts)),
        _ => throw new UnreachableException(),
    };
}
