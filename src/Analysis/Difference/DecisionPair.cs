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
        var one = new Side(before, decision, g => g);
        var other = new Side(after, decision, slots.Move);
        IEnumerable<DecisionGraph> claims = claim is null ? [] : [claim];
        Table = new DiagramTable(
            FactSpace.Of(slots.Facts, [.. one.Graphs, .. other.Graphs, .. claims]));
        var (left, right) = (Make(one), Make(other));
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

    // Where a decision breaks its own word, nothing is decided.
    private int Make(Side side)
    {
        var diagram = Table.Of(side.Graph, r => NumberOf(WordsOf(side.Decision.Rules[r])));
        if (side.Decision.Check is not { Groups: var groups })
        {
            return diagram;
        }

        var first = Table.Of(side.FirstToLast!, r => groups[r]);
        var last = Table.Of(side.LastToFirst!, r => groups[r]);
        var radix = groups.Max() + 1;
        var clash = Table.Where(
            Table.Pair(first, last, radix), p => p / radix != p % radix);
        return clash == DiagramTable.False
            ? diagram
            : Table.With(diagram, NumberOf(Undecided), clash);
    }

    private static string WordsOf(BoundRule rule) =>
        rule.Outcome == OutcomeSymbol.Impossible ? Undecided
        : rule.Message is { } message ? $"{rule.Outcome.Text} \"{message}\""
        : rule.Outcome.Text;

    private int NumberOf(string text)
    {
        if (!_words.Contains(text))
        {
            _words.Add(text);
        }

        return _words.IndexOf(text);
    }

    // One policy's decision, with its graphs over the facts of both.
    private sealed class Side
    {
        public Side(BoundPolicy policy, int decision, Func<DecisionGraph, DecisionGraph> move)
        {
            Decision = policy.Decisions[decision];
            Graph = move(policy.Graphs[decision]);
            if (Decision.Check is { } check)
            {
                (FirstToLast, LastToFirst) = (move(check.FirstToLast), move(check.LastToFirst));
            }
        }

        public BoundDecision Decision { get; }

        public DecisionGraph Graph { get; }

        public DecisionGraph? FirstToLast { get; }

        public DecisionGraph? LastToFirst { get; }

        public IEnumerable<DecisionGraph> Graphs =>
            new[] { Graph, FirstToLast, LastToFirst }.OfType<DecisionGraph>();
    }
}
