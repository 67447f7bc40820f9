using DmaRules.Analysis.Rules;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Analysis.Tests;

/// <summary>What `check` says of conditions and of broken words.</summary>
public sealed class FindingTests
{
    [Theory]
    [InlineData("dma_mask > 40 bits and dma_mask < 32 bits", "DMA3006")]
    [InlineData("op is map and op is alloc", "DMA3006")]
    [InlineData("dma_mask < coherent_mask and coherent_mask <= dma_mask", "DMA3006")]
    [InlineData("dma_mask < coherent_mask and coherent_mask < 2 bits", "DMA3006")]
    [InlineData("dma_mask < 40 bits or atomic or dma_mask > 20 bits", "DMA3007")]
    [InlineData("map_size < pool_size or pool_size <= map_size", "DMA3007")]
    [InlineData("atomic and dma_mask > 32 bits and dma_mask > 24 bits", "DMA3008")]
    [InlineData("atomic and (dma_mask > 32 bits or dma_mask == 64 bits)", "DMA3008")]
    [InlineData("dma_mask < coherent_mask and coherent_mask > 1 bits", "DMA3008")]
    public void AConditionThatSaysLessThanItSeemsToIsTold(string condition, string code) =>
        Codes(Text("first", condition)).ShouldBe([code]);

    [Theory]
    [InlineData("dma_mask > 40 bits or dma_mask < 32 bits")]
    [InlineData("atomic and dma_mask > 32 bits and dma_mask < 64 bits")]
    [InlineData("dma_mask < coherent_mask and coherent_mask > 2 bits")]
    [InlineData("op in {map, alloc} and not (atomic and op is alloc)")]
    [InlineData("map_size < pool_size and pool_size < low_window_size")]
    public void AConditionThatSaysWhatItSaysIsNot(string condition) =>
        Codes(Text("first", condition)).ShouldBeEmpty();

    [Fact]
    public void TheNeedlessPartIsNamedWhereItStands()
    {
        var found = Found(Text("first", "atomic and dma_mask > 24 bits and dma_mask > 32 bits"));

        found.Single().Arguments[0].ShouldBe("dma_mask > 24 bits");
        found.Single().Place.Text.ShouldBe("dma_mask > 24 bits");
    }

    [Fact]
    public void WhatOverlapsUnderUniqueIsToldWithTheRegion()
    {
        var found = Found(Text("unique", "dma_mask >= 40 bits", "atomic and dma_mask < 48 bits"));

        found.Single().Descriptor.Code.ShouldBe("DMA3002");
        found.Single().Help!.ShouldStartWith("that is so with dma_mask 40..47 bits, atomic (");
    }

    [Fact]
    public void UnderAnyOnlyWhatDisagreesIsTold()
    {
        string[] conditions = ["atomic", "op is map", "dma_mask == 64 bits", "op is sync"];
        var found = Found(Text("any", conditions));

        found.Select(d => string.Join(' ', d.Arguments.Take(2)))
            .ShouldBe(["one two", "one three", "one four", "two three"]);
    }

    [Fact]
    public void WhereImpossibleIsReachedIsTold()
    {
        var found = Found(Text("first", "op in {map, sync}", "dma_mask > 32 bits")
            .Replace("otherwise => iommu", "otherwise impossible", StringComparison.Ordinal));

        found.Single().Descriptor.Code.ShouldBe("DMA3004");
        found.Single().Help!.ShouldStartWith(
            "that is so with op alloc or resource, dma_mask 1..32 bits (");
    }

    [Fact]
    public void ARuleThatDecidesOnlyInPartIsANote()
    {
        var policy = Load(Text("first", "dma_mask > 32 bits", "dma_mask > 24 bits"));

        var findings = RuleCheck.Of(policy, withNotes: true);

        findings.Diagnostics.ShouldBeEmpty();
        findings.Notes.Single().Message.ShouldBe(
            "rule `two` of `decide path` holds with dma_mask 33..64 bits, but there `one` above it "
            + "decide");
    }

    private static List<Dsl.Diagnostics.Diagnostic> Found(string text) =>
        [.. RuleCheck.Of(Load(text), withNotes: true).Diagnostics];

    private static string[] Codes(string text) =>
        [.. Found(text).Select(d => d.Descriptor.Code).Distinct()];

    private static string Text(string hitWord, params string[] conditions)
    {
        string[] names = ["one", "two", "three", "four"];
        string[] outcomes = ["bypass", "iommu", "direct", "direct"];
        var rules = conditions.Select((c, i) => $"  rule {names[i]} when {c} => {outcomes[i]}");
        return $$"""
            policy "mine"

            decide path {{hitWord}} {
            {{string.Join('\n', rules)}}
              otherwise => iommu
            }
            """;
    }

    private static BoundPolicy Load(string text) => Policy.Load(
        new SourceText("mine.rules", text), DmaSchema.Instance, ShippedPolicies.Instance)
        .Value.ShouldNotBeNull();
}
