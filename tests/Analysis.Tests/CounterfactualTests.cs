using DmaRules.Analysis.Counterfactual;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using Facts = DmaRules.Dsl.Evaluation.Facts;

namespace DmaRules.Analysis.Tests;

/// <summary>A change that is told flips, no part of it does, and none of one fact is missing.
/// </summary>
public sealed class CounterfactualTests
{
    [Theory]
    [InlineData("pseries-v5.6", "is_secure_guest dma_mask=32")]
    [InlineData("pseries-v5.6", "is_secure_guest dma_mask=64 ddw=disabled")]
    [InlineData("pseries-v5.6", "is_secure_guest dma_mask=64 coherent_mask=32 op=alloc")]
    [InlineData("pseries-v6.12", "is_secure_guest dma_mask=64 coherent_mask=64")]
    [InlineData("mask-guard", "is_secure_guest dma_mask=48")]
    [InlineData("secure-both", "dma_mask=64 pmem buffer=pmem")]
    [InlineData("amd64-v6.12", "dma_mask=20 ram=4GiB")]
    public void AFlipFlipsAndNoPartOfItDoes(string policy, string given)
    {
        var runner = Shipped.Runner(policy);
        var situation = SituationText.Read(given.Split(' '), runner.Policy, computedToo: false)
            .Situation;

        var report = Flip.Find(runner, situation, situation.GivenAction, IsOk);

        report.Changes.ShouldNotBeEmpty();
        report.Depth.ShouldBe(3);
        foreach (var change in report.Changes)
        {
            Comes(change.Witness).ShouldBeTrue(change.Words);
            for (var left = 0; left < change.Witness.Length; left++)
            {
                Comes(change.Witness.RemoveAt(left)).ShouldBeFalse(change.Words);
            }
        }

        bool Comes(IEnumerable<(FactSymbol Fact, ulong Value)> change)
        {
            var changed = change.Aggregate(situation, (sum, c) => sum.With(c.Fact, c.Value));
            return IsOk(runner.Run(changed, situation.GivenAction));
        }
    }

    [Fact]
    public void TheReviewersQuestionIsAnsweredInHisWords()
    {
        var runner = Shipped.Runner("pseries-v5.6");
        string[] given = ["is_secure_guest", "dma_mask=64", "ddw=disabled"];
        var situation = SituationText.Read(given, runner.Policy, computedToo: false).Situation;

        Flip.Find(runner, situation, DriverAction.Map, IsOk).Changes.Select(c => c.Words)
            .ShouldContain("ddw available");
    }

    [Fact]
    public void WhatIsSoAlreadyNeedsNoChange()
    {
        var runner = Shipped.Runner("pseries-v5.6");

        Flip.Find(runner, Situation.Default, DriverAction.Map, IsOk).IsSo.ShouldBeTrue();
    }

    [Fact]
    public void RandomDecisionsFlipAsTold()
    {
        for (var seed = 0UL; seed < 500; seed++)
        {
            var random = new SplitMix64(seed);
            var policy = RandomPolicies.Make(random);
            var graph = policy.Graphs[1];
            var own = Draw(random, policy);
            var wanted = random.Below(policy.Decisions[1].Rules.Length);
            var report = WhyNot.Find(
                policy.Decisions[1], graph, new Facts(own), r => r == wanted);
            if (Interpreter.Decide(graph, new Facts(own)) == wanted)
            {
                report.IsSo.ShouldBeTrue();
                continue;
            }

            foreach (var change in report.Changes)
            {
                Decides(change.Witness).ShouldBeTrue($"{seed}: {change.Words}");
                for (var left = 0; left < change.Witness.Length; left++)
                {
                    Decides(change.Witness.RemoveAt(left)).ShouldBeFalse($"{seed}: {change.Words}");
                }
            }

            FindsEveryChangeOfOneFact(random, policy, Decides, report);

            bool Decides(IEnumerable<(FactSymbol Fact, ulong Value)> change)
            {
                var slots = own;
                foreach (var (fact, value) in change)
                {
                    slots[fact.Slot] = value;
                }

                return Interpreter.Decide(graph, new Facts(slots)) == wanted;
            }
        }
    }

    private static void FindsEveryChangeOfOneFact(
        SplitMix64 random,
        BoundPolicy policy,
        Func<IEnumerable<(FactSymbol Fact, ulong Value)>, bool> decides,
        CounterfactualReport report)
    {
        for (var i = 0; i < 50; i++)
        {
            var fact = random.Pick(policy.Facts);
            var value = DrawValue(random, fact);
            if (decides([(fact, value)]))
            {
                report.Changes.ShouldContain(
                    c => c.Facts.Length == 1 && c.Facts[0].Fact == fact && Holds(c, value),
                    $"{fact.Name} {value}");
            }
        }
    }

    private static bool Holds(Region change, ulong value) =>
        change.Facts[0].Ranges.Any(r => value >= r.Min && value <= r.Max);

    private static FactSlots Draw(SplitMix64 random, BoundPolicy policy)
    {
        var slots = default(FactSlots);
        foreach (var fact in policy.Facts)
        {
            slots[fact.Slot] = DrawValue(random, fact);
        }

        return slots;
    }

    private static ulong DrawValue(SplitMix64 random, FactSymbol fact) =>
        fact.Type.Max == ulong.MaxValue
            ? random.Next() >> random.Below(64)
            : fact.Type.Min + (random.Next() % (fact.Type.Max - fact.Type.Min + 1));

    private static bool IsOk(TrialResult result) => result.Verdict is Verdict.Ok;
}
