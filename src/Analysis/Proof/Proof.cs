using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Proof;

/// <summary>A case of which a claim does not hold.</summary>
/// <param name="Situation">What is given.</param>
/// <param name="Action">What the driver does.</param>
/// <param name="Verdict">What comes of it.</param>
/// <param name="Other">What came of the run it is compared with, and how that one differs; null for
/// a claim about one run.</param>
public sealed record Counterexample(
    Situation Situation, DriverAction Action, string Verdict, string? Other)
{
    /// <summary>It as a scenario that comes to the same; null where steps cannot say it.</summary>
    public string? Scenario { get; init; }
}

/// <summary>Cases against a claim that end alike and for which the same facts matter.</summary>
/// <param name="Causes">The unusual facts of which another value would make the claim hold, each
/// alone; none where more than one would have to change.</param>
/// <param name="Count">How many runs.</param>
/// <param name="Smallest">The one with the fewest given facts.</param>
public sealed record ViolationKind(
    ImmutableArray<FactSymbol> Causes, long Count, Counterexample Smallest);

/// <summary>Whether a claim holds.</summary>
public enum ProofStatus
{
    /// <summary>In every run of the space.</summary>
    Proved,

    /// <summary>Not in some run.</summary>
    Refuted,

    /// <summary>In every run that was made, but a limit left some out.</summary>
    Unknown,
}

/// <summary>What a proof came to, for one claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Status">Whether it holds.</param>
/// <param name="Violations">In how many runs it does not.</param>
/// <param name="Kinds">The kinds of those, each with its smallest case; the smallest of all
/// first.</param>
public sealed record ClaimResult(
    Claim Claim, ProofStatus Status, long Violations, ImmutableArray<ViolationKind> Kinds)
{
    /// <summary>The smallest counterexample; null if there is none.</summary>
    public Counterexample? Smallest => Kinds.FirstOrDefault()?.Smallest;
}

/// <summary>What a proof went over, and what it came to.</summary>
/// <param name="Results">A result for each claim.</param>
/// <param name="Machines">How many classes of machines.</param>
/// <param name="Limit">What was left out and why, as a sentence; null if nothing was.</param>
/// <param name="Drivers">How many classes of drivers.</param>
/// <param name="Masks">The narrowest width of each class of masks.</param>
public sealed record ProofReport(
    ImmutableArray<ClaimResult> Results,
    int Machines,
    string? Limit,
    int Drivers,
    ImmutableArray<ulong> Masks)
{
    /// <summary>How many runs there were.</summary>
    public long Runs => (long)Machines * Drivers;
}
