namespace DmaRules.Analysis.Proof;

/// <summary>How large a space of machines and drivers is.</summary>
/// <param name="MostRare">How many of the rarer things about a machine come together at
/// most.</param>
/// <param name="MostEvents">How many calls come before the operation at most: the two mask calls,
/// a query of the required mask, a neighbour's mask call.</param>
/// <param name="MostRuns">How many runs there are at most; machines with the most of the rarer
/// things are left out first.</param>
public sealed record SpaceSize(int MostRare, int MostEvents, long MostRuns)
{
    /// <summary>What a proof goes over if nothing else is said.</summary>
    public static SpaceSize Usual { get; } = new(MostRare: 2, MostEvents: 3, MostRuns: 40_000_000);
}
