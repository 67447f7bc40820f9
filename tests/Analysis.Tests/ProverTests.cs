using System.Collections.Concurrent;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Proof;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Tests;

/// <summary>What is proved holds of random machines too, and what is refuted can be played.
/// </summary>
public sealed class ProverTests
{
    private static readonly string[] Secure = ["is_secure_guest", "swiotlb=default"];
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
        var runner = Shipped.Runner(name);

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
        var result = All.GetOrAdd(policy, p => Prove(Shipped.Runner(p), []))
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

        Prove(Shipped.Runner(name), given).Results.Single(r => r.Claim.Name == "never-breaks").Kinds
            .Any(k => k.Smallest.Verdict == "breaks device_sees_ciphertext"
                && k.Smallest.Situation.Given.Count == given.Length)
            .ShouldBe(isBroken);
    }

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("secure-both")]
    public void EveryCauseIsOne(string name)
    {
        var runner = Shipped.Runner(name);
        var result = All.GetOrAdd(name, p => Prove(Shipped.Runner(p), []))
            .Results.Single(r => r.Claim.Name == "never-breaks");

        foreach (var kind in result.Kinds)
        {
            var (given, action) = (kind.Smallest.Situation, kind.Smallest.Action);
            foreach (var cause in kind.Causes.Where(f => f != DmaSchema.Op))
            {
                Others(given, cause).Any(s => s.FindProblem(runner.Kernel) is null
                    && runner.Run(s, action).Verdict is not Verdict.Breaks)
                    .ShouldBeTrue($"{kind.Smallest.Verdict}: {cause.Name}");
            }
        }
    }

    [Fact]
    public void WhatIsFoundIsTheSameEachTime()
    {
        var one = Prove(Shipped.Runner("mask-guard"), Secure);
        var other = Prove(Shipped.Runner("mask-guard"), Secure);

        Words(one).ShouldBe(Words(other));

        static IEnumerable<string> Words(ProofReport report) =>
            from result in report.Results
            from kind in result.Kinds
            select $"{result.Claim.Name} {kind.Count} {kind.Smallest.Verdict} "
                + string.Join(' ', CaseArguments.Of(kind.Smallest.Situation, kind.Smallest.Action));
    }

    private static IEnumerable<Situation> Others(Situation given, FactSymbol fact)
    {
        const ulong MiB = 1 << 20;
        ulong[] sizes = [0, 4 << 10, 32 * MiB, 64 * MiB, 1024 * MiB, 65536 * MiB];
        var values = fact.Type.Max > 64
            ? sizes
            : Enumerable.Range((int)fact.Type.Min, (int)(fact.Type.Max - fact.Type.Min + 1))
                .Select(v => (ulong)v);
        return values.Select(v => given.With(fact, v))
            .Append(given with { Given = given.Given.Remove(fact) });
    }

    // What is left of never-breaks where coherent memory comes from the pool: a huge window over
    // RAM does not reach persistent memory, whatever the policy.
    [Fact]
    public void BothProposalsNeverBreakButForPersistentMemory()
    {
        string[] given = ["coherent_from_pool", "pmem=no"];

        Prove(Shipped.Runner("secure-both"), given).Results
            .Single(r => r.Claim.Name == "never-breaks").Status.ShouldBe(ProofStatus.Proved);
    }

    [Fact]
    public void ASpaceOverTheLimitIsUnknownButWhatIsFoundStays()
    {
        var runner = Shipped.Runner("secure-both");
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
        var report = Prove(Shipped.Runner("mask-guard"), ["is_secure_guest", "dma_mask=64"]);

        var broken = report.Results.Single(r => r.Claim.Name == "refuses-rather-than-breaks");
        broken.Smallest.ShouldNotBeNull().Situation[DmaSchema.DmaMask].ShouldBe(64UL);
    }

    [Fact]
    public void BothProposalsTogetherKeepTwoBarriersAndV56DoesNot()
    {
        string[] given = [.. Secure, "ddw=available"];
        var ofBoth = Prove(Shipped.Runner("secure-both"), given);
        var ofV56 = Prove(Shipped.Runner("pseries-v5.6"), given);

        ofBoth.Results.Single(r => r.Claim.Name == "no-private-plaintext").Violations.ShouldBe(0);
        ofBoth.Results.Single(r => r.Claim.Name == "two-barriers").Violations.ShouldBe(0);
        ofV56.Results.Single(r => r.Claim.Name == "two-barriers").Smallest.ShouldNotBeNull();
    }

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
        var file = Shipped.Load(new SourceText("found.rules", $"use \"{name}.rules\"\n{text}"));
        var plan = ScenarioPlan.Read(file.Scenarios.Single());
        plan.Diagnostics.ShouldBeEmpty();
        return new ScenarioRunner(runner).Run(plan.Value!).Verdict.ToString();
    }
}
