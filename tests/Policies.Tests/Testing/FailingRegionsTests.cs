using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Testing;

namespace DmaRules.Policies.Tests.Testing;

/// <summary>Failing situations in few words.</summary>
public sealed class FailingRegionsTests
{
    private static readonly CaseGrid Grid = new(
    [
        Values(DmaSchema.IsSecureGuest, new ValueRange(1, 1)),
        Values(DmaSchema.DmaMask, new ValueRange(24, 31), new ValueRange(33, 64)),
        Values(DmaSchema.Ddw, new ValueRange(0, 3)),
        Values(DmaSchema.Atomic, new ValueRange(0, 1)),
    ]);

    [Fact]
    public void AllOfThemAreOneRegion() =>
        Regions(_ => true).ShouldBe(["dma_mask any, ddw any, atomic any"]);

    [Fact]
    public void AFactThatDoesNotMatterIsAny() =>
        Regions(s => s[DmaSchema.DmaMask] < 64 && s[DmaSchema.Ddw] == 3).ShouldBe(
            ["dma_mask 24..31 bits or 33..63 bits, ddw disabled, atomic any"]);

    [Fact]
    public void WordsAreListedAndNumbersAreRanges() =>
        Regions(s => s[DmaSchema.DmaMask] is 64 or 40 or 41 && s[DmaSchema.Ddw] is 0 or 2)
            .ShouldHaveSingleItem()
            .ShouldBe("dma_mask 40..41 bits or 64 bits, ddw available or unavailable, atomic any");

    [Fact]
    public void WhatIsNoBoxIsSeveral() =>
        Regions(s => s[DmaSchema.DmaMask] < 64 || s[DmaSchema.Ddw] == 3).ShouldBe(
        [
            "dma_mask 24..31 bits or 33..63 bits, ddw any, atomic any",
            "dma_mask 64 bits, ddw disabled, atomic any",
        ]);

    [Fact]
    public void ManyRegionsAreCountedAndAFewShown()
    {
        var extent = FailingRegions.Of(
            Grid,
            Numbers(s => (s[DmaSchema.DmaMask] + s[DmaSchema.Ddw]) % 7 == s[DmaSchema.Atomic]),
            tried: 320);

        extent.Regions.Length.ShouldBe(4);
        extent.OtherRegions.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RegionsCoverWhatFailsAndNothingElse(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        var masks = new ulong[3];
        for (var i = 0; i < 3; i++)
        {
            masks[i] = 24 + (ulong)random.Below(40);
        }

        var failing = Numbers(s =>
            masks.Contains(s[DmaSchema.DmaMask]) || s[DmaSchema.Ddw] == masks[0] % 4);
        var extent = FailingRegions.Of(Grid, failing, tried: 320);

        extent.OtherRegions.ShouldBe(0);
        extent.Failing.ShouldBe(failing.Count);
        extent.Regions.Sum(Count).ShouldBe(failing.Count);
    }

    // Regions do not overlap, so their sizes add up to what fails only if they cover it.
    private static int Count(string region) => region.Split(", ").Aggregate(
        1, (product, part) => product * part.Split(' ', 2)[1].Split(" or ").Sum(CountOf(part)));

    private static Func<string, int> CountOf(string part) => values => values switch
    {
        "any" when part.StartsWith("dma_mask", StringComparison.Ordinal) => 40,
        "any" when part.StartsWith("ddw", StringComparison.Ordinal) => 4,
        "any" => 2,
        _ when values.Contains("..", StringComparison.Ordinal) => Span(values.Split(' ')[0]),
        _ => 1,
    };

    private static int Span(string range)
    {
        int[] ends = [.. range.Split("..").Select(int.Parse)];
        return ends[1] - ends[0] + 1;
    }

    private static ImmutableArray<string> Regions(Func<Situation, bool> fails) =>
        FailingRegions.Of(Grid, Numbers(fails), tried: 320).Regions;

    private static List<BigInteger> Numbers(Func<Situation, bool> fails) =>
    [
        .. Grid.All().Index().Where(s => fails(s.Item)).Select(s => new BigInteger(s.Index)),
    ];

    private static GivenValues Values(FactSymbol fact, params ValueRange[] ranges) =>
        GivenValues.Of(fact, ranges, []);
}
