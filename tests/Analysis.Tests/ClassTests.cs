using DmaRules.Analysis.Proof;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Analysis.Tests;

/// <summary>What a proof runs stands for what it does not: a random machine or driver ends as its
/// class does (docs/analysis.md).</summary>
public sealed class ClassTests
{
    private static readonly (FactSymbol Fact, ulong Value)[] Rare =
    [
        (DmaSchema.OneWindow, 1), (DmaSchema.LimitedAddressing, 1), (DmaSchema.Pmem, 1),
        (DmaSchema.HotplugMemory, 0), (DmaSchema.TableFull, 1), (DmaSchema.Atomic, 1),
        (DmaSchema.RequiredMaskQuery, 1), (DmaSchema.WeakOrdering, 1),
        (DmaSchema.FixedIsWeak, 1),
    ];

    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("secure-low-window")]
    public void ARandomMaskBehavesLikeItsClass(string name)
    {
        var runner = Shipped.Runner(name);
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
        var runner = Shipped.Runner(name);
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

    private static Situation DrawClass(SplitMix64 random)
    {
        var drawn = DrawCommon(random);
        foreach (var (fact, value) in Rare)
        {
            drawn = random.OneIn(5) ? drawn.With(fact, value) : drawn;
        }

        return random.OneIn(3)
            ? drawn.With(DmaSchema.EarlierMask, random.Pick<ulong>([32, 48, 64]))
            : drawn;
    }

    private static Situation DrawCommon(SplitMix64 random) => Situation.Default
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
            .With(DmaSchema.Ram, (32UL << 30) + ((1 + (ulong)random.Below(1 << 19)) * Page))
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
}
