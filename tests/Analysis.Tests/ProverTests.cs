using System.Collections.Concurrent;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Proof;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Analysis.Tests;

/// <summary>What is proved holds of random machines too, and what is refuted can be played.
/// </summary>
public sealed class ProverTests
{
    private static readonly string[] Secure = ["is_secure_guest", "swiotlb=default"];
    private static readonly InterpretedEngine Engine = new();
    private static readonly ConcurrentDictionary<string, ProofReport> All = new();

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("mask-guard")]
    [InlineData("secure-low-window")]
    [InlineData("secure-both")]
    [InlineData("amd64-v6.12")]
    public void EveryCounterexampleIsReplayedToTheSameVerdict(string name)
    {
        var runner = Runner(name);

        foreach (var result in Prove(runner, ["is_secure_guest", "swiotlb=default"]).Results)
        {
            foreach (var example in result.Kinds.Select(k => k.Smallest))
            {
                Replay(runner, example).ShouldBe(example.Verdict, result.Claim.Name);
                if (example.Scenario is { } text)
                {
                    Play(runner, name, text).ShouldBe(example.Verdict, text);
                }
            }
        }
    }

    [Theory]
    [InlineData("pseries-v5.6", "never-breaks", "breaks device_sees_ciphertext", "dma_mask")]
    [InlineData("pseries-v5.6", "never-breaks", "breaks device_sees_ciphertext", "ddw")]
    [InlineData("pseries-v5.6", "always-works", "fails coherent_mask_below_bus_address", "op")]
    [InlineData("pseries-v5.6", "always-works", "fails exceeds_swiotlb_max", "map_size")]
    [InlineData("pseries-v5.6", "setter-order", "", "last_mask_call")]
    [InlineData("mask-guard", "never-breaks", "breaks device_sees_ciphertext", "ddw")]
    [InlineData("pseries-v6.12", "never-breaks", "breaks device_sees_ciphertext", "dma_mask")]
    [InlineData("secure-low-window", "never-breaks", "breaks no_tce_for_bus_address", "buffer")]
    [InlineData("secure-both", "never-breaks", "breaks no_tce_for_bus_address", "buffer")]
    public void WhatIsKnownToFailIsFoundByItself(
        string policy, string claim, string verdict, string cause)
    {
        var result = All.GetOrAdd(policy, p => Prove(Runner(p), []))
            .Results.Single(r => r.Claim.Name == claim);

        result.Status.ShouldBe(ProofStatus.Refuted);
        result.Kinds.ShouldContain(k => k.Smallest.Verdict.StartsWith(verdict)
            && k.Causes.Any(f => f.Name == cause));
    }

    // The one kind of machine and device that v5.6 serves breaks again at v6.12's default boot.
    [Theory]
    [InlineData("pseries-v5.6", false)]
    [InlineData("pseries-v6.12", true)]
    public void TheDefaultBootIsARegression(string name, bool isBroken)
    {
        string[] given =
        [
            "is_secure_guest", "swiotlb=default", "ddw=available", "dma_mask=64",
            "coherent_mask=64", "probe=none",
        ];

        Prove(Runner(name), given).Results.Single(r => r.Claim.Name == "never-breaks").Kinds
            .Any(k => k.Smallest.Verdict == "breaks device_sees_ciphertext"
                && k.Smallest.Situation.Given.Count == given.Length)
            .ShouldBe(isBroken);
    }

    // What is left of never-breaks where coherent memory comes from the pool: a huge window over
    // RAM does not reach persistent memory, whatever the policy.
    [Fact]
    public void BothProposalsNeverBreakButForPersistentMemory()
    {
        string[] given = ["coherent_from_pool", "pmem=no"];

        Prove(Runner("secure-both"), given).Results
            .Single(r => r.Claim.Name == "never-breaks").Status.ShouldBe(ProofStatus.Proved);
    }

    [Fact]
    public void ASpaceOverTheLimitIsUnknownButWhatIsFoundStays()
    {
        var runner = Runner("secure-both");
        var size = SpaceSize.Usual with { MostRuns = 1_000_000 };
        var report = Prover.Prove(
            runner, Prover.ClaimsOf(runner.Policy), Situation.Default, size, (_, _) => { });

        report.Runs.ShouldBeLessThanOrEqualTo(1_000_000);
        report.Limit.ShouldNotBeNull();
        report.Results.Single(r => r.Claim.Name == "two-barriers")
            .Status.ShouldBe(ProofStatus.Unknown);
        report.Results.Single(r => r.Claim.Name == "never-breaks")
            .Status.ShouldBe(ProofStatus.Refuted);
    }

    [Fact]
    public void TheGuardLeavesA64BitMaskWithoutAWindowOpen()
    {
        var report = Prove(Runner("mask-guard"), ["is_secure_guest", "dma_mask=64"]);

        var broken = report.Results.Single(r => r.Claim.Name == "refuses-rather-than-breaks");
        broken.Smallest.ShouldNotBeNull().Situation[DmaSchema.DmaMask].ShouldBe(64UL);
    }

    [Fact]
    public void BothProposalsTogetherKeepTwoBarriersAndV56DoesNot()
    {
        string[] given = [.. Secure, "ddw=available"];
        var ofBoth = Prove(Runner("secure-both"), given);
        var ofV56 = Prove(Runner("pseries-v5.6"), given);

        ofBoth.Results.Single(r => r.Claim.Name == "no-private-plaintext").Violations.ShouldBe(0);
        ofBoth.Results.Single(r => r.Claim.Name == "two-barriers").Violations.ShouldBe(0);
        ofV56.Results.Single(r => r.Claim.Name == "two-barriers").Smallest.ShouldNotBeNull();
    }

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("secure-low-window")]
    public void ARandomMaskBehavesLikeItsClass(string name)
    {
        var runner = Runner(name);
        string[] given = ["is_secure_guest", "ddw=available", "swiotlb=force"];
        var masks = Prove(runner, given).Masks;
        var random = new SplitMix64(7);
        for (var i = 0; i < 20_000; i++)
        {
            var situation = Draw(random);
            var classed = situation
                .With(DmaSchema.DmaMask, ClassOf(situation[DmaSchema.DmaMask], masks))
                .With(DmaSchema.CoherentMask, ClassOf(situation[DmaSchema.CoherentMask], masks));

            runner.Run(situation, situation.GivenAction).Verdict.ToString().ShouldBe(
                runner.Run(classed, situation.GivenAction).Verdict.ToString(),
                string.Join(' ', situation.Given.Select(g => $"{g.Key.Name}={g.Value}")));
        }
    }

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("mask-guard")]
    [InlineData("secure-both")]
    public void ARandomMachineBehavesLikeItsClass(string name)
    {
        var runner = Runner(name);
        var random = new SplitMix64(11);
        for (var i = 0; i < 20_000; i++)
        {
            var classed = DrawClass(random);
            var concrete = DrawWithin(random, classed);

            runner.Run(concrete, concrete.GivenAction).Verdict.ToString().ShouldBe(
                runner.Run(classed, classed.GivenAction).Verdict.ToString(),
                string.Join(' ', concrete.Given.Select(
                    g => $"{g.Key.Name}={ValueText.Show(g.Key.Type, g.Value)}")));
        }
    }

    private static Situation DrawClass(SplitMix64 random) => Situation.Default
        .With(DmaSchema.IsSecureGuest, (ulong)random.Below(2))
        .With(DmaSchema.Ddw, (ulong)random.Below(4))
        .With(DmaSchema.Swiotlb, (ulong)random.Below(3))
        .With(DmaSchema.DmaMask, random.Pick<ulong>([24UL, 32, 40, 64]))
        .With(DmaSchema.CoherentMask, random.Pick<ulong>([24UL, 32, 40, 64]))
        .With(DmaSchema.LastMaskCall, (ulong)random.Below(2))
        .With(DmaSchema.Op, (ulong)random.Below(4))
        .With(DmaSchema.MapSize, random.Pick<ulong>([4UL << 10, 264UL << 10]))
        .With(DmaSchema.Ram, 64UL << 30)
        .With(DmaSchema.LowWindowSize, random.Pick<ulong>([0UL, 1UL << 30]))
        .With(DmaSchema.PoolSize, random.Pick<ulong>([0UL, 64UL << 20]));

    // The intervals that docs/analysis.md names.
    private static Situation DrawWithin(SplitMix64 random, Situation classed)
    {
        const ulong KiB = 1 << 10;
        const ulong Page = 64 * KiB;
        var drawn = classed
            .With(DmaSchema.Ram, (33UL << 30) + ((ulong)random.Below(31 << 14) * Page))
            .With(DmaSchema.MapSize, classed[DmaSchema.MapSize] == 4 * KiB
                ? 1 + (ulong)random.Below(256 << 10)
                : (256 * KiB) + 1 + (ulong)random.Below(256 << 10));
        drawn = classed[DmaSchema.LowWindowSize] == 0
            ? drawn
            : drawn.With(
                DmaSchema.LowWindowSize, (512UL << 20) + ((ulong)random.Below(24 << 10) * Page));
        return classed[DmaSchema.PoolSize] == 0
            ? drawn
            : drawn.With(
                DmaSchema.PoolSize, (32UL << 20) + ((ulong)random.Below(1 << 9) * Page));
    }

    private static Situation Draw(SplitMix64 random) => Situation.Default
        .With(DmaSchema.IsSecureGuest, 1)
        .With(DmaSchema.Swiotlb, 1)
        .With(DmaSchema.DmaMask, 1 + (ulong)random.Below(64))
        .With(DmaSchema.CoherentMask, 1 + (ulong)random.Below(64))
        .With(DmaSchema.LastMaskCall, (ulong)random.Below(2))
        .With(DmaSchema.Op, (ulong)random.Below(4));

    private static ulong ClassOf(ulong width, IEnumerable<ulong> masks) =>
        masks.Last(m => m <= width);

    private static ProofReport Prove(PolicyRunner runner, string[] given)
    {
        var read = SituationText.Read(given, runner.Policy, computedToo: false);
        read.Problem.ShouldBeNull();
        return Prover.Prove(
            runner,
            Prover.ClaimsOf(runner.Policy),
            read.Situation,
            SpaceSize.Usual,
            (_, _) => { });
    }

    private static string Replay(PolicyRunner runner, Counterexample example)
    {
        var read = SituationText.Read(
            CaseArguments.Of(example.Situation, example.Action), runner.Policy, computedToo: false);
        read.Problem.ShouldBeNull();
        return runner.Run(read.Situation, read.Situation.GivenAction).Verdict.ToString();
    }

    private static string Play(PolicyRunner runner, string name, string text)
    {
        var file = Load(new SourceText("found.rules", $"use \"{name}.rules\"\n{text}"));
        var plan = ScenarioPlan.Read(file.Scenarios.Single());
        plan.Diagnostics.ShouldBeEmpty();
        return new ScenarioRunner(runner).Run(plan.Value!).Verdict.ToString();
    }

    private static PolicyRunner Runner(string name) =>
        new(Load(ShippedPolicies.Find(name)!), Engine);

    private static BoundPolicy Load(SourceText source) =>
        Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance).Value.ShouldNotBeNull();
}
