using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>A decision with all its graphs, so that what it comes to is known where it breaks its
/// own word too: there nothing is decided.</summary>
internal sealed class DecisionDiagram
{
    private readonly BoundDecision _decision;
    private readonly DecisionGraph _graph;
    private readonly (DecisionGraph FirstToLast, DecisionGraph LastToFirst)? _check;

    /// <summary>Of one of a policy's decisions; <paramref name="move"/> puts graphs over other
    /// facts.</summary>
    public DecisionDiagram(
        BoundPolicy policy, int decision, Func<DecisionGraph, DecisionGraph>? move = null)
    {
        move ??= g => g;
        _decision = policy.Decisions[decision];
        _graph = move(policy.Graphs[decision]);
        _check = _decision.Check is { } check
            ? (move(check.FirstToLast), move(check.LastToFirst))
            : null;
    }

    /// <summary>All graphs that a space for it has to be cut by.</summary>
    public IEnumerable<DecisionGraph> Graphs =>
        _check is { } check ? [_graph, check.FirstToLast, check.LastToFirst] : [_graph];

    /// <summary>The diagram. A rule's leaf is the number that <paramref name="numberOf"/> gives it;
    /// for null it gives that of where nothing is decided.</summary>
    public int In(DiagramTable table, Func<BoundRule?, int> numberOf)
    {
        var diagram = table.Of(_graph, r => numberOf(
            _decision.Rules[r] is { } rule && rule.Outcome != OutcomeSymbol.Impossible
                ? rule
                : null));
        var clash = Clash(table);
        return clash == DiagramTable.False
            ? diagram
            : table.With(diagram, numberOf(null), clash);
    }

    private int Clash(DiagramTable table)
    {
        if (_check is not { } check)
        {
            return DiagramTable.False;
        }

        var groups = _decision.Check!.Groups;
        var radix = groups.Max() + 1;
        var pairs = table.Pair(
            table.Of(check.FirstToLast, r => groups[r]),
            table.Of(check.LastToFirst, r => groups[r]),
            radix);
        return table.Where(pairs, p => p / radix != p % radix);
    }
}
