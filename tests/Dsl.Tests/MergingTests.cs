using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

public sealed class MergingTests
{
    private const string Base = """
        policy "base" version "1"
          kernel v6.1 on amd64

        param limit : bits = 48 bits

        let wide = dma_mask >= limit

        decide window first {
          otherwise => table
        }

        decide path first {
          rule one when atomic => direct
          rule two when wide => bypass
          otherwise => iommu
        }

        invariant safe: not dma.breaks

        test "of the base" {
          expect map is iommu
        }
        """;

    [Fact]
    public void ARuleOfTheSameNameReplacesInPlaceAndANewOneGoesInFront()
    {
        var policy = Load("""
            policy "mine"
            use "base.rules"
            decide path first {
              rule new-one when op is sync => direct
              rule two when weak_ordering => iommu
              rule new-two when op is alloc => direct
            }
            """);

        var rules = policy.Decisions[1].Rules;
        rules.Select(r => r.Name).ShouldBe(["new-one", "new-two", "one", "two", "otherwise"]);
        rules[3].Outcome.Text.ShouldBe("iommu");
        rules[3].Place.Source.Path.ShouldBe("top.rules");
        rules[4].Place.Source.Path.ShouldBe("base.rules");
    }

    [Fact]
    public void KernelPlatformAndInvariantsCarryOverAndTestsDoNot()
    {
        var policy = Load("policy \"mine\"\nuse \"base.rules\"\n");

        policy.Name.ShouldBe("mine");
        policy.Version.ShouldBeNull();
        policy.Kernel.ShouldBe("v6.1");
        policy.Platform.ShouldBe("amd64");
        policy.Invariants.ShouldHaveSingleItem();
        policy.Tests.ShouldBeEmpty();
    }

    [Fact]
    public void AReplacedLetReplacesWhereverItIsNamed()
    {
        var policy = Load("policy \"mine\"\nuse \"base.rules\"\nlet wide = swiotlb_force\n");
        var slot = TestSchema.Instance.FindFact("swiotlb_force")!.Slot;

        policy.Graphs[1].Nodes.OfType<Graph.DecisionNode.Ask>()
            .ShouldContain(a => a.Question.Slot == slot);
    }

    [Fact]
    public void AReplacedParameterKeepsItsSlot()
    {
        var policy = Load("""
            policy "mine"
            use "base.rules"
            param extra : bool = no
            param limit : bits = 33 bits
            """);

        policy.Params.Select(p => p.Name).ShouldBe(["limit", "extra"]);
        policy.Params.First().Default.ShouldBe(33UL);
        policy.Params.First().Slot.ShouldBe(TestSchema.Instance.Facts.Length);
    }

    [Fact]
    public void AFileWithoutPolicyIsTheUsedOneWithoutItsName()
    {
        var policy = Load("""
            use "base.rules"
            test "mine" {
              given limit 40 bits
              expect map is iommu
            }
            """);

        policy.Name.ShouldBeNull();
        policy.Version.ShouldBe("1");
        policy.Kernel.ShouldBe("v6.1");
        policy.Tests.ShouldHaveSingleItem().Name.ShouldBe("mine");
    }

    [Fact]
    public void WhatIsMissingComesFromTheShippedPolicyOfTheKernel()
    {
        var policy = Load("policy \"mine\"\ndecide path first {\n  otherwise => direct\n}\n");

        policy.Kernel.ShouldBe("v5.6");
        policy.Platform.ShouldBe("pseries");
        policy.Decisions[0].Rules[0].Name.ShouldBe("huge-window");
        policy.Decisions[1].Rules.ShouldHaveSingleItem().Name.ShouldBe("otherwise");
    }

    [Fact]
    public void ADashRangesOverTheType()
    {
        var policy = Load("""
            use "base.rules"
            table "t" {
              | atomic | dma_mask | map_size || map   | by  | dma | bounced | window |
              | -      | -        | -        || iommu | one | ok  | no      | table  |
              | yes    | 24..31   | 4 KiB    || -     | -   | -   | -       | -      |
            }
            """.Replace("24..31 ", "24..31 bits", StringComparison.Ordinal));

        var row = policy.Tests[0];
        row.IsTableRow.ShouldBeTrue();
        row.Place.Position.Line.ShouldBe(4);
        row.Givens.Select(g => g.IsEvery).ShouldBe([true, true, true]);
        row.Givens[1].Ranges.ShouldBe([new ValueRange(1, 64)]);
        row.Givens[2].Ranges.ShouldBeEmpty();
        row.Expectations.Length.ShouldBe(2);
        row.Expectations[0].ShouldSatisfyAllConditions(
            e => e.Outcome.ShouldBe("iommu"),
            e => e.RuleName.ShouldBe("one"),
            e => e.Verdict.ShouldBe("ok"),
            e => e.Bounced.ShouldBe(false));
        policy.Tests[1].Givens[1].Ranges.ShouldBe([new ValueRange(24, 31)]);
        policy.Tests[1].Expectations[0].Outcome.ShouldBeNull();
    }

    [Fact]
    public void StepsKeepTheirWordsAndValuesTheirTypes()
    {
        var policy = Load("""
            use "base.rules"
            scenario "s" for "x.rules" {
              given atomic
              nic: cmd = map 4 KiB at 0x800 64 bits 7 "text"   expect path is iommu
              expect dma ok
            }
            """);

        var steps = policy.Scenarios[0].Steps;
        steps[0].Actor.ShouldBe("nic");
        steps[0].Target.ShouldBe("cmd");
        steps[0].Words.Select(w => w.Text)
            .ShouldBe(["map", "4 KiB", "at", "0x800", "64 bits", "7", "text"]);
        steps[0].Words.Select(w => w.Type?.Name)
            .ShouldBe([null, "size", null, "addr", "bits", "count", null]);
        steps[0].Words[1].Value.ShouldBe(4096UL);
        steps[0].Expected.Select(w => w.Text).ShouldBe(["path", "is", "iommu"]);
        steps[1].Actor.ShouldBeNull();
        steps[1].Expected.Length.ShouldBe(2);
        policy.Scenarios[0].Policy.ShouldBe("x.rules");
    }

    private static BoundPolicy Load(string text)
    {
        var files = new Files(
            ("base.rules", Base),
            ("pseries-v5.6.rules", Corpus.Read("shared", "pseries-v5.6.rules").Content));
        var outcome = Policy.Load(new SourceText("top.rules", text), TestSchema.Instance, files);

        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        return outcome.Value!;
    }
}
