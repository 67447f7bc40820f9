using System.Collections.Immutable;
using DmaRules.Analysis.Regions;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>What would have to be otherwise for something to be so.</summary>
/// <param name="IsSo">It is so already; then nothing was searched.</param>
/// <param name="Changes">All minimal changes: after each of them it is so, and after no part of
/// one. The fewest facts first.</param>
/// <param name="Facts">How many facts could be changed.</param>
/// <param name="Depth">Every change of up to so many facts was tried.</param>
/// <param name="Tried">How many changes were tried.</param>
public sealed record CounterfactualReport(
    bool IsSo, ImmutableArray<Region> Changes, int Facts, int Depth, long Tried)
{
    /// <summary>Nothing could be tried.</summary>
    internal static CounterfactualReport Nothing { get; } = new(false, [], 0, 0, 0);

    /// <summary>It is so already.</summary>
    internal static CounterfactualReport Already { get; } = new(true, [], 0, 0, 0);
}
