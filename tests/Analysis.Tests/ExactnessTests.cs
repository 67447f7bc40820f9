using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Tests;

/// <summary>Every verdict about random policies is what trying all cells says.</summary>
public sealed class ExactnessTests
{
    [Fact]
    public void EveryVerdictIsThatOfAllCells() =>
        Parallel.For(0, RandomPolicies.Count, seed =>
        {
            var policy = RandomPolicies.Make(new SplitMix64((ulong)seed));
            var decision = policy.Decisions[1];
            var regions = DecisionRegions.Of(decision, policy.Facts);
            Check(regions, decision, policy.Facts, $"seed {seed}");
        });

    private static void Check(
        DecisionRegions regions,
        BoundDecision decision,
        ImmutableArray<FactSymbol> facts,
        string seed)
    {
        ImmutableArray<DecisionGraph> conditions =
        [
            .. decision.Rules[..^1].Select(r => r.When!.ToGraph(r.Name, facts, r.Place)!),
        ];
        var cells = AllCells.Of(facts, conditions);
        Agrees(regions.Gap, cells.Contains(0));
        for (var i = 0; i < conditions.Length; i++)
        {
            var (bit, above) = (1U << i, (1U << i) - 1);
            Agrees(regions.Holds(i), cells.Any(c => (c & bit) != 0));
            (regions.Holds(i) == DiagramTable.True)
                .ShouldBe(cells.All(c => (c & bit) != 0), $"{seed}: rule {i} always");
            Agrees(regions.Decides(i), cells.Any(c => (c & bit) != 0 && (c & above) == 0));
            for (var other = 0; other < i; other++)
            {
                var both = bit | (1U << other);
                Agrees(regions.Both(other, i), cells.Any(c => (c & both) == both));
            }

            Covers(regions, i, conditions[i], facts, seed);
        }

        void Agrees(int diagram, bool exists) =>
            (diagram != DiagramTable.False).ShouldBe(exists, seed);
    }

    // The regions that are shown are all of it and nothing else, and each witness is a point of it.
    private static void Covers(
        DecisionRegions regions,
        int rule,
        DecisionGraph condition,
        ImmutableArray<FactSymbol> facts,
        string seed)
    {
        var table = regions.Table;
        var boxes = BoxCover.Of(table, regions.Holds(rule), 1000);
        boxes.Aggregate(DiagramTable.False, (sum, b) => table.Or(sum, b.In(table)))
            .ShouldBe(regions.Holds(rule), seed);
        foreach (var region in RegionWords.Of(table.Space, boxes))
        {
            var slots = default(FactSlots);
            foreach (var fact in facts)
            {
                slots[fact.Slot] = fact.Default ?? fact.Type.Min;
            }

            foreach (var (fact, value) in region.Witness)
            {
                slots[fact.Slot] = value;
            }

            Interpreter.Holds(condition, new Facts(slots)).ShouldBeTrue($"{seed}: {region.Words}");
        }
    }
}
