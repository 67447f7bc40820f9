using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

/// <summary>What `unique`, `any` and `otherwise impossible` promise, against a reader of the syntax
/// that looks at every rule.</summary>
public sealed class HitWordTests
{
    private const int FactsPerPolicy = 200;

    public static TheoryData<string, string, ulong> Policies
    {
        get
        {
            var policies = new TheoryData<string, string, ulong>();
            foreach (var seed in Enumerable.Range(1, 60).Select(i => (ulong)i))
            {
                policies.Add("unique", "=> iommu", seed);
                policies.Add("any", "=> iommu", seed);
                policies.Add("any", "impossible", seed);
                policies.Add("first", "impossible", seed);
            }

            return policies;
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void FaultsAreWhatLookingAtEveryRuleFinds(string hitWord, string last, ulong seed)
    {
        var random = new RandomPolicy(seed);
        var (policy, rules) = Load(random.Policy(hitWord, last));
        var decision = policy.Decisions[1];

        for (var i = 0; i < FactsPerPolicy; i++)
        {
            var facts = new Facts(random.Facts());
            var holding = rules.Where(r => SyntaxReader.Holds(r.When!, facts)).ToList();
            var fault = DecisionFault.Find(decision, policy.Graphs[1], facts);
            Check(fault, hitWord, last, holding);
            if (fault is null && hitWord != "first")
            {
                var decider = decision.Rules[Interpreter.Decide(policy.Graphs[1], facts)];
                decider.Name.ShouldBe(holding.FirstOrDefault()?.Name?.Text ?? "otherwise");
            }
        }
    }

    [Fact]
    public void EachKindOfFaultIsReachedByRandomPolicies()
    {
        var seen = new HashSet<string>();
        foreach (var row in Policies)
        {
            var random = new RandomPolicy((ulong)row[2]);
            var (policy, _) = Load(random.Policy((string)row[0], (string)row[1]));
            for (var i = 0; i < 20; i++)
            {
                var facts = new Facts(random.Facts());
                var fault = DecisionFault.Find(policy.Decisions[1], policy.Graphs[1], facts);
                seen.Add(fault?.Descriptor.Code ?? "none");
            }
        }

        seen.ShouldBe(["DMA3002", "DMA3003", "DMA3004", "none"], ignoreOrder: true);
    }

    [Fact]
    public void TheWitnessIsWhatTheTwoRulesRead()
    {
        var (policy, _) = Load("""
            policy "clash"

            decide path unique {
              rule never when atomic => direct
              rule wide when dma_mask >= 48 bits => bypass
              rule large when map_size > 1 MiB => iommu
              otherwise => iommu
            }
            """);
        var slots = new FactSlots();
        slots[TestSchema.Instance.FindFact("dma_mask")!.Slot] = 64;
        slots[TestSchema.Instance.FindFact("map_size")!.Slot] = 2 << 20;

        var fault = DecisionFault.Find(policy.Decisions[1], policy.Graphs[1], new Facts(slots));

        fault.ShouldNotBeNull();
        fault.Message.ShouldContain("`wide` and `large`");
        fault.Place.Position.Line.ShouldBe(6);
        fault.Related.ShouldHaveSingleItem().Place.Position.Line.ShouldBe(5);
        fault.Help!.ShouldContain("`dma_mask = 64 bits` and `map_size = 2 MiB`");
        fault.Help!.ShouldNotContain("atomic");
    }

    [Fact]
    public void UniqueTakesTenThousandRules()
    {
        var rules = Enumerable.Range(0, Limits.Rules)
            .Select(i => $"  rule r{i} when map_size == {i} B => bypass");
        var (policy, _) = Load(
            $"policy \"many\"\n\ndecide path unique {{\n{string.Join('\n', rules)}\n"
            + "  otherwise => iommu\n}\n");
        var slots = new FactSlots();
        slots[TestSchema.Instance.FindFact("map_size")!.Slot] = 9_999;

        DecisionFault.Find(policy.Decisions[1], policy.Graphs[1], new Facts(slots)).ShouldBeNull();
    }

    private static void Check(
        Diagnostic? fault, string hitWord, string last, List<RuleSyntax> holding)
    {
        var expected =
            hitWord == "unique" && holding.Count > 1 ? "DMA3002"
            : hitWord == "any" && holding.Select(OutcomeOf).Distinct().Count() > 1 ? "DMA3003"
            : last == "impossible" && holding.Count == 0 ? "DMA3004"
            : null;
        fault?.Descriptor.Code.ShouldBe(expected);
        (fault is null).ShouldBe(expected is null);
        if (fault is not null && expected != "DMA3004")
        {
            var named = fault.Arguments.Take(2).ToList();
            var both = holding.Where(r => named.Contains(r.Name!.Text)).ToList();
            both.Count.ShouldBe(2);
            (hitWord == "unique" || OutcomeOf(both[0]) != OutcomeOf(both[1])).ShouldBeTrue();
        }
    }

    private static string? OutcomeOf(RuleSyntax rule) => rule.Outcome?.Text;

    private static (BoundPolicy Policy, ImmutableArray<RuleSyntax> Rules) Load(string text)
    {
        var source = new SourceText("random.rules", text);
        var outcome = Policy.Load(source, TestSchema.Instance, Corpus.Instance);
        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        var rules = FileGrammar.Read(source).Value.All<DeclarationSyntax.Decide>().Single().Rules;
        return (outcome.Value!, rules);
    }
}
