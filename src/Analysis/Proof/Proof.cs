using System.Collections.Immutable;
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
    /// <summary>How much has to come together: facts that are given, and calls.</summary>
    public int Cost => (Situation.Given.Count * 2) + (Action == DriverAction.Sync ? 1 : 0);
}

/// <summary>What a proof came to, for one claim.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Violations">In how many runs it does not hold; none: it is proved.</param>
/// <param name="Smallest">The smallest counterexample; null if it is proved.</param>
public sealed record ClaimResult(Claim Claim, long Violations, Counterexample? Smallest);

/// <summary>What a proof went over, and what it came to.</summary>
/// <param name="Results">A result for each claim.</param>
/// <param name="Machines">How many classes of machines.</param>
/// <param name="Drivers">How many classes of drivers.</param>
/// <param name="Runs">How many runs.</param>
/// <param name="Masks">The narrowest width of each class of masks.</param>
public sealed record ProofReport(
    ImmutableArray<ClaimResult> Results,
    int Machines,
    long Drivers,
    long Runs,
    ImmutableArray<ulong> Masks);
