using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;

namespace DmaRules.Analysis.Difference;

/// <summary>Where two policies decide differently, for one pair of outcomes.</summary>
/// <param name="Decision">Which decision.</param>
/// <param name="Before">What the first decides there.</param>
/// <param name="After">What the second decides there.</param>
/// <param name="Regions">Where, in few regions; together they are all of it unless
/// <paramref name="IsCutShort"/>.</param>
/// <param name="IsCutShort">There are more regions.</param>
public sealed record DecisionDifference(
    string Decision,
    string Before,
    string After,
    ImmutableArray<Region> Regions,
    bool IsCutShort);

/// <summary>All that two policies decide differently.</summary>
/// <param name="Differences">By decision and pair of outcomes.</param>
/// <param name="NotAnalysed">The decisions whose comparison would have cost too much.</param>
public sealed record PolicyDifference(
    ImmutableArray<DecisionDifference> Differences, ImmutableArray<NotAnalysed> NotAnalysed)
{
    private const int MostRegions = 50;

    /// <summary>Compares two policies of one schema, decision by decision, over all facts. A
    /// parameter of the same name and type is the same fact in both; any other is the one's
    /// own.</summary>
    public static PolicyDifference Between(BoundPolicy before, BoundPolicy after)
    {
        var found = ImmutableArray.CreateBuilder<DecisionDifference>();
        var left = ImmutableArray.CreateBuilder<NotAnalysed>();
        for (var i = 0; i < before.Decisions.Length; i++)
        {
            try
            {
                found.AddRange(Compare(before, after, i));
            }
            catch (OverBudgetException over)
            {
                left.Add(over.LeavingOut(before.Decisions[i].Symbol.Name));
            }
        }

        return new PolicyDifference(found.ToImmutable(), left.ToImmutable());
    }

    private static List<DecisionDifference> Compare(
        BoundPolicy before, BoundPolicy after, int decision)
    {
        var pair = new DecisionPair(before, after, decision);
        return
        [
            .. from found in pair.Differences
               let shown = RegionWords.Of(
                   pair.Table.Space, BoxCover.Of(pair.Table, found.Where, MostRegions + 1))
               select new DecisionDifference(
                   before.Decisions[decision].Symbol.Name,
                   found.Before,
                   found.After,
                   [.. shown.Take(MostRegions)],
                   shown.Length > MostRegions),
        ];
    }
}
