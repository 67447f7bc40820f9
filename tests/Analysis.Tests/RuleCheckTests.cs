using DmaRules.Analysis.Regions;
using DmaRules.Analysis.Rules;
using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Analysis.Tests;

public sealed class RuleCheckTests
{
    public static TheoryData<string> Shipped => [.. ShippedPolicies.Names];

    [Theory]
    [MemberData(nameof(Shipped))]
    public void ShippedPoliciesHaveNoRuleThatNeverDecides(string name) =>
        RuleCheck.Of(Load(ShippedPolicies.Find(name)!), withNotes: true)
            .Diagnostics.ShouldBeEmpty();

    [Theory]
    [InlineData("dma_mask >= 32 bits", "dma_mask == 64 bits", "one")]
    [InlineData("ddw is available or ddw is disabled", "ddw is disabled", "one")]
    [InlineData("op in {map, sync}", "op is map and atomic", "one")]
    [InlineData("not atomic implies op is map", "atomic", "one")]
    [InlineData("dma_mask != 33 bits", "dma_mask in {1..32 bits, 34..64 bits}", "one")]
    [InlineData("dma_mask < 40 bits", "dma_mask in {24..39 bits}", "one")]
    [InlineData("map_size > 4 KiB", "map_size >= 4097 B", "one")]
    [InlineData("dma_mask >= coherent_mask", "dma_mask >= coherent_mask and atomic", "one")]
    public void WhatIsBelowTheGeneralRuleNeverDecides(string one, string other, string shadow) =>
        Check(one, other).ShouldBe([$"two: `{shadow}` above it holds wherever it does"]);

    [Theory]
    [InlineData("dma_mask == 64 bits", "dma_mask >= 32 bits")]
    [InlineData("atomic", "not atomic")]
    [InlineData("dma_mask != 33 bits", "dma_mask in {33 bits}")]
    [InlineData("map_size > 4 KiB", "map_size >= 4096 B")]
    [InlineData("dma_mask > coherent_mask", "dma_mask >= coherent_mask")]
    public void WhatDecidesSomewhereIsNotReported(string one, string other) =>
        Check(one, other).ShouldBeEmpty();

    [Fact]
    public void SeveralRulesMayShadowTogether() =>
        Check("dma_mask <= 40 bits", "dma_mask > 32 bits and not atomic", "not atomic")
            .ShouldBe(["three: `one` and `two` above it hold wherever it does, one or the other"]);

    [Fact]
    public void ARuleThatNeverHoldsIsAnotherMatter() =>
        Check("atomic", "dma_mask > 40 bits and dma_mask < 32 bits").ShouldBeEmpty();

    [Fact]
    public void AFileMayShadowWhatItUses()
    {
        var policy = Load(new SourceText("mine.rules", """
            policy "mine"
            use "pseries-v5.6.rules"

            decide window first {
              rule always when ddw is available or ddw is not available => table
            }
            """));

        NeverDeciding(policy).ShouldBeEmpty();
    }

    [Fact]
    public void OrderMeansNothingUnderUnique()
    {
        var policy = Load(Text("unique", "atomic", "atomic and op is map"));

        NeverDeciding(policy).ShouldBeEmpty();
    }

    [Fact]
    public void ADecisionBeyondTheBudgetIsNamed()
    {
        string[] conditions = [.. Enumerable.Range(0, 3_000).Select(i => $"map_size == {i} B")];

        var findings = RuleCheck.Of(Load(Text("first", conditions)), withNotes: true);

        findings.NotAnalysed.Single().ShouldSatisfyAllConditions(
            n => n.Decision.ShouldBe("path"),
            n => n.Drivers.ShouldBe(["map_size"]));
        findings.Diagnostics.ShouldBeEmpty();
    }

    [Fact]
    public void NoRuleIsReportedThatDecidesForRandomFacts()
    {
        string[] atoms =
        [
            "atomic", "weak_ordering", "ddw is available", "op in {map, alloc}",
            "dma_mask >= 40 bits", "dma_mask < 48 bits", "dma_mask == 64 bits",
            "coherent_mask <= dma_mask", "map_size > 64 KiB", "map_size in {4 KiB, 1 MiB..2 MiB}",
        ];
        var reported = 0;
        for (var seed = 0UL; seed < 300; seed++)
        {
            var random = new SplitMix64(seed);
            string Some() => $"{random.Pick(atoms)} {random.Pick(["and", "or"])} "
                + $"{random.Pick(["not ", ""])}{random.Pick(atoms)}";
            var policy = Load(Text("first", Some(), Some(), Some(), Some()));
            var never = NeverDeciding(policy).Select(d => d.Arguments[0]).ToHashSet();
            reported += never.Count;
            for (var i = 0; i < 300; i++)
            {
                var facts = Draw(random, policy);
                var decider = Interpreter.Decide(policy.Graphs[1], facts);
                never.ShouldNotContain(policy.Decisions[1].Rules[decider].Name, $"seed {seed}");
            }
        }

        reported.ShouldBeGreaterThan(20);
    }

    private static IEnumerable<Diagnostic> NeverDeciding(BoundPolicy policy) =>
        RuleCheck.Of(policy, withNotes: true).Diagnostics
            .Where(d => d.Descriptor == DiagnosticCatalog.RuleNeverDecides);

    private static Facts Draw(SplitMix64 random, BoundPolicy policy)
    {
        ulong[] sizes = [0, 4096, 4097, 65536, 65537, 1 << 20, 1 << 21, ulong.MaxValue];
        var slots = default(FactSlots);
        foreach (var fact in policy.Facts)
        {
            var count = fact.Type.Max - fact.Type.Min;
            slots[fact.Slot] = count < 100
                ? fact.Type.Min + (random.Next() % (count + 1))
                : random.Pick(sizes);
        }

        return new Facts(slots);
    }

    private static string[] Check(params string[] conditions) =>
    [
        .. NeverDeciding(Load(Text("first", conditions)))
            .Select(d => $"{d.Arguments[0]}: {d.Arguments[2]}"),
    ];

    private static SourceText Text(string hitWord, params string[] conditions)
    {
        string[] names = ["one", "two", "three", "four"];
        string[] outcomes = ["bypass", "iommu", "direct"];
        var rules = conditions.Select((c, i) =>
            $"  rule {(i < names.Length ? names[i] : $"r{i}")} when {c} => {outcomes[i % 3]}");
        return new SourceText("mine.rules", $$"""
            policy "mine"

            decide path {{hitWord}} {
            {{string.Join('\n', rules)}}
              otherwise => iommu
            }
            """);
    }

    private static BoundPolicy Load(SourceText source)
    {
        var loaded = Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        DiagnosticPrinter.Print(loaded.Diagnostics).ShouldBe("");
        return loaded.Value.ShouldNotBeNull();
    }
}
