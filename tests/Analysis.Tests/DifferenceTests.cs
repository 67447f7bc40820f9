using DmaRules.Analysis.Difference;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Analysis.Tests;

/// <summary>What two policies decide differently is all of it, and nothing else.</summary>
public sealed class DifferenceTests
{
    [Fact]
    public void TheGuardDiffersInNarrowMasksOfSecureGuestsOnly()
    {
        var difference = Between(Shipped("pseries-v5.6"), Shipped("mask-guard"));

        difference.Differences.Select(d => $"{d.Decision}: {d.Before}").ShouldBe(["window: table"]);
        difference.Differences.Single().Regions.Single().Words
            .ShouldBe("mask 1..63 bits, is_secure_guest");
    }

    [Fact]
    public void APolicyDoesNotDifferFromItself() =>
        Between(Shipped("secure-both"), Shipped("secure-both")).Differences.ShouldBeEmpty();

    [Fact]
    public void AParameterOfOneOnlyIsAFactLikeAnyOther()
    {
        var before = Load("""
            policy "one"
            decide path first { rule a when atomic => bypass otherwise => iommu }
            """);
        var after = Load("""
            policy "other"
            param strict : bool = no
            decide path first { rule a when atomic and not strict => bypass otherwise => iommu }
            """);

        Between(before, after).Differences.Single().Regions.Single().Words
            .ShouldBe("atomic, strict");
    }

    [Fact]
    public void RandomPoliciesDifferWhereTheyDecideDifferently()
    {
        for (var seed = 0UL; seed < 300; seed++)
        {
            var random = new SplitMix64(seed);
            var (one, other) = (RandomPolicies.Make(random), RandomPolicies.Make(random));
            var regions = Between(one, other).Differences
                .Where(d => d.Decision == "path")
                .ToList();
            foreach (var found in regions)
            {
                found.Regions.ShouldAllBe(r => Decides(one, r) == found.Before);
                found.Regions.ShouldAllBe(r => Decides(other, r) == found.After);
            }

            for (var i = 0; i < 50; i++)
            {
                var facts = Draw(random, one);
                var isSame = Decides(one, facts) == Decides(other, facts);
                (isSame || regions.Count > 0).ShouldBeTrue($"seed {seed}");
            }
        }
    }

    private static string Decides(BoundPolicy policy, Regions.Region region)
    {
        var slots = default(FactSlots);
        foreach (var fact in policy.Facts)
        {
            slots[fact.Slot] = fact.Default ?? fact.Type.Min;
        }

        foreach (var (fact, value) in region.Witness)
        {
            slots[fact.Slot] = value;
        }

        return Decides(policy, new Facts(slots));
    }

    private static string Decides(BoundPolicy policy, in Facts facts) =>
        policy.Decisions[1].Rules[Interpreter.Decide(policy.Graphs[1], facts)].Outcome.Text;

    private static Facts Draw(SplitMix64 random, BoundPolicy policy)
    {
        var slots = default(FactSlots);
        foreach (var fact in policy.Facts)
        {
            var span = Math.Min(35, fact.Type.Max - fact.Type.Min);
            slots[fact.Slot] = fact.Type.Min + ((ulong)random.Below(36) % (span + 1));
        }

        return new Facts(slots);
    }

    private static PolicyDifference Between(BoundPolicy before, BoundPolicy after) =>
        PolicyDifference.Between(before, after);

    private static BoundPolicy Shipped(string name) => Load(ShippedPolicies.Find(name)!);

    private static BoundPolicy Load(string text) => Load(new SourceText("mine.rules", text));

    private static BoundPolicy Load(SourceText source) =>
        Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance).Value.ShouldNotBeNull();
}
