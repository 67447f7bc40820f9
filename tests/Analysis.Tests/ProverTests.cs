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

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("mask-guard")]
    [InlineData("secure-both")]
    public void EveryCounterexampleIsReplayedToTheSameVerdict(string name)
    {
        var runner = Runner(name);

        foreach (var result in Prove(runner, Secure).Results)
        {
            if (result.Smallest is not { } example)
            {
                continue;
            }

            Replay(runner, example).ShouldBe(example.Verdict, result.Claim.Name);
            if (CounterexampleText.Scenario("found", $"{name}.rules", example) is { } text)
            {
                Play(runner, name, text).ShouldBe(example.Verdict, text);
            }
        }
    }

    [Theory]
    [InlineData("ddw=disabled", "dma_mask=64", "never-breaks")]
    [InlineData("is_secure_guest", "dma_mask=32", "never-breaks")]
    [InlineData("is_secure_guest", "map_size=264KiB", "setter-order")]
    public void V56IsRefutedWhereItIsKnownToFail(string one, string other, string claim)
    {
        string[] given = ["is_secure_guest", "swiotlb=default", one, other];
        var report = Prove(Runner("pseries-v5.6"), [.. given.Distinct()]);

        report.Results.Single(r => r.Claim.Name == claim).Smallest.ShouldNotBeNull();
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
        for (var i = 0; i < 5000; i++)
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
            runner, Prover.ClaimsOf(runner.Policy), read.Situation, (_, _) => { });
    }

    private static string Replay(PolicyRunner runner, Counterexample example)
    {
        var read = SituationText.Read(
            CounterexampleText.Arguments(example), runner.Policy, computedToo: false);
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
