using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Difference;

/// <summary>One decision of two policies over one space of facts.</summary>
internal sealed class DecisionPair
{
    private const string Undecided = "undecided";
    private readonly List<string> _words = [];
    private readonly int _pairs;

    /// <summary>Makes the diagrams; throws <see cref="OverBudgetException"/> where they grow too
    /// large. <paramref name="claim"/> is a condition over the first one's facts, if there is
    /// one.</summary>
    public DecisionPair(
        BoundPolicy before, BoundPolicy after, int decision, DecisionGraph? claim = null)
    {
        var slots = new SharedSlots(before, after);
        var one = new DecisionDiagram(before, decision);
        var other = new DecisionDiagram(after, decision, slots.Move);
        IEnumerable<DecisionGraph> claims = claim is null ? [] : [claim];
        Table = new DiagramTable(
            FactSpace.Of(slots.Facts, [.. one.Graphs, .. other.Graphs, .. claims]));
        var (left, right) = (one.In(Table, NumberOf), other.In(Table, NumberOf));
        _pairs = Table.Pair(left, right, _words.Count);
        Claimed = claim is null ? DiagramTable.False : Table.Of(claim);
    }

    public DiagramTable Table { get; }

    /// <summary>Where the claim holds; nowhere if there is none.</summary>
    public int Claimed { get; }

    /// <summary>Where the two decide differently.</summary>
    public int Differing => Table.Where(_pairs, p => p / _words.Count != p % _words.Count);

    /// <summary>The pairs of outcomes that differ, each with where that is.</summary>
    public IEnumerable<(string Before, string After, int Where)> Differences =>
        from pair in Table.LeavesOf(_pairs)
        let before = pair / _words.Count
        let after = pair % _words.Count
        where before != after
        select (_words[before], _words[after], Table.Where(_pairs, p => p == pair));

    private int NumberOf(BoundRule? rule)
    {
        var text = rule is null ? Undecided
            : rule.Message is { } message ? $"{rule.Outcome.Text} \"{message}\""
            : rule.Outcome.Text;
        if (!_words.Contains(text))
        {
            _words.Add(text);
        }

        return _words.IndexOf(text);
    }
}
