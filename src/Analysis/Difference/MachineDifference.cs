using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Difference;

/// <summary>How one class of machine and device fares with another policy.</summary>
public enum Change
{
    /// <summary>Worse: what worked fails, or what was told of goes wrong silently.</summary>
    Worse,

    /// <summary>Better: the other way round.</summary>
    Better,

    /// <summary>Neither, but it ends otherwise, goes another way, reaches or costs something
    /// else.</summary>
    Different,

    /// <summary>Nothing that is told changes.</summary>
    Same,
}

/// <summary>Classes that change in the same way.</summary>
/// <param name="Change">Whether that is better or worse.</param>
/// <param name="Before">What came of them, as a verdict.</param>
/// <param name="After">What comes of them.</param>
/// <param name="PathBefore">Where their requests went; null: nowhere.</param>
/// <param name="PathAfter">Where they go.</param>
/// <param name="Count">How many classes.</param>
/// <param name="Smallest">The one with the fewest given facts.</param>
public sealed record ChangedRuns(
    Change Change,
    string Before,
    string After,
    string? PathBefore,
    string? PathAfter,
    long Count,
    ChangedRun Smallest);

/// <summary>One driver's life under two policies.</summary>
/// <param name="Situation">What is given; a parameter that only one policy has is given to
/// that.</param>
/// <param name="Action">What the driver does.</param>
/// <param name="Before">What came of it.</param>
/// <param name="After">What comes of it.</param>
public sealed record ChangedRun(
    Situation Situation, DriverAction Action, TrialResult Before, TrialResult After);

/// <summary>What the difference of two policies comes to on the machine, each on its own
/// release.</summary>
/// <param name="Changes">All that changes, what gets worse first.</param>
/// <param name="Consequences">The cases in which a decision came out otherwise, and what became of
/// them; also of those that fare as before.</param>
/// <param name="Same">How many classes fare as before.</param>
/// <param name="Machines">How many classes of machines were looked at.</param>
/// <param name="Drivers">How many classes of drivers.</param>
/// <param name="IsCutShort">There are more, which were left out at two million runs.</param>
public sealed record MachineDifference(
    ImmutableArray<ChangedRuns> Changes,
    ImmutableArray<DecisionConsequence> Consequences,
    long Same,
    int Machines,
    int Drivers,
    bool IsCutShort)
{
    /// <summary>How many classes fare better, worse, otherwise.</summary>
    public long CountOf(Change change) => Changes.Where(c => c.Change == change).Sum(c => c.Count);

    /// <summary>Whether what a driver's life came to is better than what another did. A device that
    /// only misbehaves (<paramref name="isProbe"/>) is none the worse for being refused.</summary>
    internal static Change Compare(TrialResult before, TrialResult after, bool isProbe)
    {
        var (old, made) = (RankOf(before.Verdict, isProbe), RankOf(after.Verdict, isProbe));
        return made > old ? Change.Better
            : made < old ? Change.Worse
            : IsSame(before, after) ? Change.Same
            : Change.Different;
    }

    private static bool IsSame(TrialResult before, TrialResult after) =>
        before.Verdict.Why == after.Verdict.Why
            && PathOf(before) == PathOf(after)
            && before.Exposure == after.Exposure
            && before.Effort == after.Effort;

    /// <summary>Where a request went; null: nowhere.</summary>
    internal static string? PathOf(TrialResult result) =>
        result.Path is { } path ? OutcomeText.Of(path) : null;

    private static int RankOf(Verdict verdict, bool isProbe) => verdict switch
    {
        Verdict.Ok => 2,
        Verdict.Fails => isProbe ? 2 : 1,
        _ => 0,
    };
}
