using System.Collections.Immutable;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Difference;

/// <summary>What became of the cases in which a decision came out otherwise.</summary>
/// <param name="Decision"><c>window</c> (that of the last mask call) or <c>path</c>.</param>
/// <param name="OutcomeBefore">What was decided; null: nothing.</param>
/// <param name="OutcomeAfter">What is decided.</param>
/// <param name="Before">What came of them, as a verdict.</param>
/// <param name="After">What comes of them.</param>
/// <param name="Count">How many cases.</param>
public sealed record DecisionConsequence(
    string Decision,
    string? OutcomeBefore,
    string? OutcomeAfter,
    string Before,
    string After,
    long Count);

/// <summary>Counts cases by the decisions that came out otherwise and by what became of
/// them.</summary>
internal sealed class DecisionTally
{
    private readonly Dictionary<Key, Cases> _found = [];

    public void Add(in TrialResult before, in TrialResult after)
    {
        if (before.Window?.Action != after.Window?.Action)
        {
            Add(new Key(true, End.Of(before), End.Of(after)), before, after);
        }

        if (before.Path?.Action != after.Path?.Action || before.Path?.By != after.Path?.By)
        {
            Add(new Key(false, End.Of(before), End.Of(after)), before, after);
        }
    }

    public void Add(DecisionTally other)
    {
        foreach (var (key, found) in other._found)
        {
            if (_found.TryGetValue(key, out var known))
            {
                known.Count += found.Count;
            }
            else
            {
                _found.Add(key, found);
            }
        }
    }

    /// <summary>All of it, the commonest first.</summary>
    public ImmutableArray<DecisionConsequence> Told() =>
    [
        .. _found.Select(f => new DecisionConsequence(
                f.Key.IsWindow ? "window" : "path",
                OutcomeOf(f.Value.Before, f.Key.IsWindow),
                OutcomeOf(f.Value.After, f.Key.IsWindow),
                f.Value.Before.Verdict.ToString(),
                f.Value.After.Verdict.ToString(),
                f.Value.Count))
            .GroupBy(c => c with { Count = 0 })
            .Select(g => g.Key with { Count = g.Sum(c => c.Count) })
            .OrderByDescending(c => c.Count)
            .ThenBy(c => $"{c.Decision} {c.OutcomeBefore} {c.OutcomeAfter} {c.Before} {c.After}",
                StringComparer.Ordinal),
    ];

    private void Add(Key key, in TrialResult before, in TrialResult after)
    {
        if (_found.TryGetValue(key, out var known))
        {
            known.Count++;
        }
        else
        {
            _found.Add(key, new Cases(before, after));
        }
    }

    private static string? OutcomeOf(in TrialResult result, bool isWindow) =>
        !isWindow ? MachineDifference.PathOf(result)
        : result.Window is { } window ? OutcomeText.Of(window.Action)
        : null;

    private sealed class Cases(TrialResult before, TrialResult after)
    {
        public TrialResult Before => before;

        public TrialResult After => after;

        public long Count { get; set; } = 1;
    }

    private readonly record struct Key(bool IsWindow, End Before, End After);

    // Of a verdict its proof is another one each time, and of a choice its rule. A word is known by
    // its first letter, which is quicker to look up.
    private readonly record struct End(
        WindowAction? Window, PathAction? Path, PathBy? By, char Letter, DmaReason? Why)
    {
        public static End Of(in TrialResult result) => new(
            result.Window?.Action,
            result.Path?.Action,
            result.Path?.By,
            result.Verdict.Word[0],
            result.Verdict.Why);
    }
}
