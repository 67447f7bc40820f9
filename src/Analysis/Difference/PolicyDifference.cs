using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

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
        var slots = new SharedSlots(before, after);
        for (var i = 0; i < before.Decisions.Length; i++)
        {
            try
            {
                found.AddRange(Compare(
                    (before.Decisions[i], before.Graphs[i]),
                    (after.Decisions[i], slots.Move(after.Graphs[i])),
                    slots.Facts));
            }
            catch (OverBudgetException over)
            {
                left.Add(new NotAnalysed(
                    before.Decisions[i].Symbol.Name,
                    [.. over.Drivers.Select(f => f.Name).Distinct()]));
            }
        }

        return new PolicyDifference(found.ToImmutable(), left.ToImmutable());
    }

    private static List<DecisionDifference> Compare(
        (BoundDecision Decision, DecisionGraph Graph) before,
        (BoundDecision Decision, DecisionGraph Graph) after,
        ImmutableArray<FactSymbol> facts)
    {
        var words = new List<string>();
        var table = new DiagramTable(FactSpace.Of(facts, [before.Graph, after.Graph]));
        var one = table.Of(before.Graph, r => NumberOf(before.Decision.Rules[r], words));
        var other = table.Of(after.Graph, r => NumberOf(after.Decision.Rules[r], words));
        var pairs = table.Pair(one, other, words.Count);
        return
        [
            .. from pair in table.LeavesOf(pairs)
               let old = pair / words.Count
               let made = pair % words.Count
               where old != made
               let place = table.Where(pairs, p => p == pair)
               let shown = RegionWords.Of(
                   table.Space, BoxCover.Of(table, place, MostRegions + 1))
               select new DecisionDifference(
                   before.Decision.Symbol.Name,
                   words[old],
                   words[made],
                   [.. shown.Take(MostRegions)],
                   shown.Length > MostRegions),
        ];
    }

    private static int NumberOf(BoundRule rule, List<string> words)
    {
        var text = rule.Outcome.Text + (rule.Message is null ? "" : $" \"{rule.Message}\"");
        if (!words.Contains(text))
        {
            words.Add(text);
        }

        return words.IndexOf(text);
    }
}
