using System.Numerics;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests.Testing;

/// <summary>Which situations a test is tried in.</summary>
public sealed class CaseSpaceTests
{
    private const ulong KiB = 1024;
    private const ulong MiB = 1024 * KiB;
    private const ulong GiB = 1024 * MiB;

    [Fact]
    public void ADashMissesNoConstantAndNoneOfItsNeighbours()
    {
        var values = ValuesOf("map_size -", DmaSchema.MapSize);

        values.ShouldAllBe(v => v >= 1 && v <= 256 * MiB);
        foreach (var limit in new[] { 4 * KiB, 64 * KiB, 256 * KiB, 3 * MiB })
        {
            values.ShouldContain(limit - 1);
            values.ShouldContain(limit);
            values.ShouldContain(limit + 1);
        }
    }

    [Fact]
    public void ADashMissesNoParameter() =>
        ValuesOf("map_size -", DmaSchema.MapSize).ShouldContain((5 * MiB) + 1);

    [Fact]
    public void ADashMissesNoValueThatTheTestGivesAParameter() =>
        ValuesOf("map_size -, largest 7 MiB..9 MiB", DmaSchema.MapSize)
            .ShouldContain((9 * MiB) + 1);

    [Fact]
    public void ADashMissesNothingThatAComparedFactIsComparedWith()
    {
        var values = ValuesOf("pool_size -", DmaSchema.PoolSize);

        values.ShouldContain(GiB / 2);
        values.ShouldContain((GiB / 2) + (64 * KiB));
    }

    [Fact]
    public void WhatComesInPagesHasPagesForNeighbours() =>
        ValuesOf("low_window_size -", DmaSchema.LowWindowSize)
            .ShouldAllBe(v => v % (64 * KiB) == 0);

    [Fact]
    public void ADashOnPagesTriesBothSizes() =>
        ValuesOf("page_size -", DmaSchema.PageSize).ShouldBe([4 * KiB, 64 * KiB]);

    [Fact]
    public void RangesThatOverlapAreTriedOnce() =>
        ValuesOf("dma_mask in {24..30 bits, 28..32 bits, 33 bits, 64 bits}", DmaSchema.DmaMask)
            .ShouldBe([24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 64]);

    [Fact]
    public void NumbersAndSituationsBelongTogether()
    {
        var grid = GridOf("dma_mask in {24..26 bits, 64 bits}, ddw -, map_size 1 B..3 B");

        foreach (var (number, situation) in grid.All().Index())
        {
            grid.At(number).Given.ShouldBe(situation.Given);
            grid.NumberOf(grid.PositionsOf(number)).ShouldBe(number);
        }

        grid.All().Count().ShouldBe((int)grid.Count);
    }

    [Fact]
    public void AnEndlessRangeIsCountedNotListed() =>
        GridOf("map_size 0 B..16777215 TiB, ram 0 B..16777215 TiB").Count
            .ShouldBe(BigInteger.Pow((new BigInteger(16777215) << 40) + 1, 2));

    [Fact]
    public void ASampleHasEveryCornerAndNothingTwice()
    {
        var grid = GridOf("dma_mask 24..64 bits, map_size 0 B..1 GiB, ddw -");
        var drawn = new CaseSampler(grid, seed: 3).Draw(2_000);

        drawn.Count.ShouldBe(2_000);
        drawn.ShouldBeUnique();
        drawn.ShouldAllBe(n => n >= 0 && n < grid.Count);
        foreach (var given in grid.Givens)
        {
            var tried = drawn.Select(n => grid.At(n)[given.Fact]).ToHashSet();
            given.Corners.ShouldAllBe(c => tried.Contains(c));
        }

        drawn.Select(n => grid.At(n)[DmaSchema.MapSize])
            .ShouldContain(s => s % KiB != 0 && s > 10 * MiB);
    }

    [Fact]
    public void TheSameSeedDrawsTheSame()
    {
        var grid = GridOf("dma_mask 24..64 bits, map_size 0 B..1 GiB");

        Draw(8).ShouldBe(Draw(8));
        Draw(8).ShouldNotBe(Draw(9));

        IReadOnlyList<BigInteger> Draw(ulong seed) => new CaseSampler(grid, seed).Draw(500);
    }

    [Fact]
    public void AlmostAllOfAGridCanBeDrawn()
    {
        var grid = GridOf("dma_mask 24..64 bits, ddw -");

        new CaseSampler(grid, seed: 1).Draw(163).ShouldBeUnique();
    }

    private static List<ulong> ValuesOf(string given, FactSymbol fact) =>
        [.. GridOf(given).Givens.Single(g => g.Fact == fact).All()];

    private static CaseGrid GridOf(string given)
    {
        using var engine = new InterpretedEngine();
        var policy = PolicyFiles.Load(new SourceText("space.rules", $$"""
            policy "space"
            param largest : size = 5 MiB
            decide path first {
              rule large when map_size > largest => refuse "too large"
              rule round when map_size == 3 MiB => iommu
              rule fits when pool_size <= low_window_size and low_window_size < 512 MiB => direct
              otherwise => iommu
            }
            test "t" {
              given {{given}}
              expect map is iommu
            }
            """));
        return new CaseSpace(new PolicyRunner(policy, engine)).GridOf(policy.Tests[0]);
    }
}
