using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

/// <summary>What a condition looks like when it is taken apart. That the parts answer rightly is
/// <see cref="MeaningTests"/>' affair.</summary>
public sealed class ConditionReportTests
{
    [Fact]
    public void WordsStandOnOneLineWithoutComments() =>
        Report("atomic and  # the first\n    not   ddw is\n disabled").Words
            .ShouldBe("atomic and not ddw is disabled");

    [Theory]
    [InlineData("atomic and (op is map or weak_ordering)")]
    [InlineData("not (atomic and op is map)")]
    [InlineData("atomic implies op is map implies weak_ordering")]
    [InlineData("not not atomic")]
    public void WordsAreThoseThatWereWritten(string condition) =>
        Report(condition).Words.ShouldBe(condition);

    [Fact]
    public void AListIsOneQuestion()
    {
        var report = Report("map_size in {4 KiB, 64 KiB..1 MiB}");

        report.Kind.ShouldBe(ConditionKind.Question);
        report.Facts.ShouldHaveSingleItem().Value.ShouldBe("0 B");
    }

    [Fact]
    public void TwoComparedFactsAreBothRead() =>
        Report("dma_mask >= coherent_mask").Facts.Select(f => f.Fact.Name)
            .ShouldBe(["dma_mask", "coherent_mask"], ignoreOrder: true);

    [Theory]
    [InlineData("not atomic and weak_ordering and is_secure_guest", "weak_ordering")]
    [InlineData("not atomic and wide", "dma_mask >= 40 bits")]
    [InlineData("not atomic and (weak_ordering or wide)", "weak_ordering or wide")]
    [InlineData("not atomic and not (op is map and not atomic)", "not (op is map and not atomic)")]
    public void TheFirstFalsePartIsTheOneToChangeFirst(string condition, string expected) =>
        Report(condition).FirstFalse.ShouldNotBeNull().Words.ShouldBe(expected);

    [Fact]
    public void ALetThatIsNamedTwiceIsReadOnce()
    {
        var report = Report("wide and op is map or wide and atomic");

        var lets = report.Parts.Select(p => p.Parts[0].Parts.ShouldHaveSingleItem()).ToList();
        lets[0].ShouldBeSameAs(lets[1]);
    }

    [Fact]
    public void ALongChainOfLetsIsNoDeepOne()
    {
        var lets = Enumerable.Range(1, 20_000).Select(i => $"let a{i} = a{i - 1}");

        var report = Report("a20000", $"let a0 = atomic\n{string.Join('\n', lets)}\n");

        report.Parts.ShouldHaveSingleItem().Words.ShouldBe("atomic");
    }

    [Fact]
    public void OtherwiseHasNoCondition() =>
        Load("atomic", "").Decisions[1].Rules[^1].When.ShouldBeNull();

    private static ConditionReport Report(
        string condition, string lets = "let wide = dma_mask >= 40 bits\n")
    {
        var policy = Load(condition, lets);
        var when = policy.Decisions[1].Rules[0].When.ShouldNotBeNull();
        return ConditionReport.Of(when, policy.Facts, new Facts(default));
    }

    private static BoundPolicy Load(string condition, string lets)
    {
        var source = new SourceText("parts.rules", $$"""
            policy "parts"
            {{lets}}
            decide path first {
              rule one when {{condition}} => bypass
              otherwise => iommu
            }
            """);
        var outcome = Policy.Load(source, TestSchema.Instance, Corpus.Instance);
        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        return outcome.Value.ShouldNotBeNull();
    }
}
