using DmaRules.Xunit.Tests.Running;
using Xunit.Abstractions;

namespace DmaRules.Xunit.Tests;

/// <summary>What a runner sees of policy files: names, places, traits, results.</summary>
public sealed class PolicyTestsAttributeTests
{
    private static readonly string Folder = RepositoryRoot.At("tests", "Xunit.Tests", "Fixtures");

    [Fact]
    public async Task EveryTestRowAndScenarioIsATestOfItsOwn()
    {
        var found = await FixtureRun.Find<Passing>();

        found.Select(c => c.DisplayName).ShouldBe(
        [
            "base.rules: loads",
            "good.rules: loads",
            "good.rules: a wide card goes straight",
            "good.rules: masks, row 1 (line 12)",
            "good.rules: masks, row 2 (line 13)",
            "good.rules: under another policy",
        ]);
        found.Select(c => c.UniqueID).Distinct().Count().ShouldBe(found.Count);
    }

    [Fact]
    public async Task TheirPlacesAreThoseOfTheFileThatOneEdits()
    {
        var found = await FixtureRun.Find<Passing>();

        found.Select(c => c.SourceInformation.FileName).Distinct().ShouldBe(
            [Path.Combine(Folder, "base.rules"), Path.Combine(Folder, "good.rules")]);
        found.Skip(1).Select(c => c.SourceInformation.LineNumber).ShouldBe([1, 5, 12, 13, 16]);
    }

    [Fact]
    public async Task TheirTraitsSayFileKindAndKernel()
    {
        var found = await FixtureRun.Find<Passing>();

        found.Select(c => string.Join(' ', Values(c, "file", "kind", "kernel", "layer"))).ShouldBe(
        [
            "base.rules file v5.6 policies",
            "good.rules file v5.6 policies",
            "good.rules test v5.6 policies",
            "good.rules row v5.6 policies",
            "good.rules row v5.6 policies",
            "good.rules scenario v6.12 policies",
        ]);
    }

    [Fact]
    public async Task AllThatHoldsPasses()
    {
        var results = await FixtureRun.Run<Passing>();

        results.ShouldAllBe(r => r is ITestPassed);
        results.Count.ShouldBe(6);
        results.ShouldContain(r => r.ExecutionTime > 0);
    }

    [Fact]
    public async Task ManyMayRunAtTheSameTime()
    {
        var runs = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => FixtureRun.Run<Passing>()));

        runs.SelectMany(r => r).OfType<ITestPassed>().Count().ShouldBe(8 * 6);
    }

    [Fact]
    public async Task OneCanBeRunAlone()
    {
        var results = await FixtureRun.Run<Passing>(c => c.DisplayName.Contains("row 2"));

        results.ShouldHaveSingleItem().ShouldBeAssignableTo<ITestPassed>()
            !.Test.DisplayName.ShouldBe("good.rules: masks, row 2 (line 13)");
    }

    [Fact]
    public async Task APatternFindsFilesInAnyFolder()
    {
        var found = await FixtureRun.Find<Deep>();

        found.Select(c => c.DisplayName).ShouldBe(
            ["deep: deep/er/more.rules: loads", "deep: deep/er/more.rules: found through `**`"]);
    }

    [Fact]
    public async Task AFailureSaysWhatTheCommandLineSaysAndWhere()
    {
        var failed = await Failed<Failing>("row 2");

        failed.Messages[0].ShouldStartWith(
            "FAILED one row is wrong\n  at     Fixtures/broken/failing.rules(6)\n");
        failed.Messages[0].ShouldContain("  map          bypass    iommu  <- differs first\n");
        failed.Messages[0].ShouldContain("`otherwise` at pseries-v5.6.rules(25)");
        failed.StackTraces[0].ShouldBe(
            $"   at failing.rules in {Path.Combine(Folder, "broken", "failing.rules")}:line 6");
    }

    [Fact]
    public async Task OnlyWhatIsWrongFails()
    {
        var results = await FixtureRun.Run<Failing>();

        results.OfType<ITestPassed>().Select(r => r.Test.DisplayName).ShouldBe(
            ["failing.rules: loads", "failing.rules: one row is wrong, row 1 (line 5)"],
            ignoreOrder: true);
        results.OfType<ITestFailed>().Count().ShouldBe(5);
    }

    [Fact]
    public async Task AFileThatDoesNotLoadIsOneFailedTestWithItsDiagnostics()
    {
        var failed = await Failed<Failing>("unreadable");

        failed.Test.DisplayName.ShouldBe("unreadable.rules: loads");
        failed.Messages[0].ShouldStartWith("Fixtures/broken/unreadable.rules(4,13): error DMA");
        failed.Messages[0].ShouldContain("did you mean `when`?");
        failed.StackTraces[0].ShouldEndWith("unreadable.rules:line 4");
        failed.TestCase.SourceInformation.LineNumber.ShouldBe(4);
    }

    [Theory]
    [InlineData("for nobody", "failing.rules(9,1): error DMA2021:")]
    [InlineData("without a meaning", "`juggles`")]
    [InlineData("expects too much", "  path          bypass    iommu  <- differs first")]
    public async Task AScenarioThatCannotBePlayedOrFailsSaysWhy(string name, string words)
    {
        var failed = await Failed<Failing>(name);

        failed.Messages[0].ShouldContain(words);
    }

    [Fact]
    public async Task APatternThatMeansNoFileIsOneFailedTest()
    {
        var failed = await Failed<Nothing>("");

        failed.Messages[0].ShouldStartWith("no file matches `Fixtures/nowhere/*.rules` in /");
        failed.Messages[0].ShouldContain("CopyToOutputDirectory");
    }

    [Fact]
    public async Task SkippingSkipsAll()
    {
        var results = await FixtureRun.Run<Skipped>();

        results.Count.ShouldBe(6);
        results.ShouldAllBe(r => r is ITestSkipped && ((ITestSkipped)r).Reason == "not now");
    }

    [Fact]
    public async Task TheBodyRunsAfterEachTestThatPassed()
    {
        await FixtureRun.Run<WithBody>();

        WithBody.Seen.Select(t => t.Title).ShouldBe(
            ["loads", "one row is wrong, row 1 (line 5)"], ignoreOrder: true);
        WithBody.Seen.ShouldAllBe(t => t.Run().Failure == null);
    }

    [Fact]
    public async Task TheBodyMayFailWhatPassed()
    {
        var failed = await Failed<WithStrictBody>("");

        failed.ExceptionTypes[0].ShouldStartWith("Shouldly.");
    }

    [Fact]
    public async Task ABodyThatTakesSomethingElseIsTold()
    {
        var failed = await Failed<WithWrongBody>("");

        failed.Messages[0].ShouldBe(
            "a method under [PolicyTests] takes nothing, or one PolicyTest");
    }

    private static async Task<ITestFailed> Failed<T>(string words)
    {
        var results = await FixtureRun.Run<T>(c => c.DisplayName.Contains(words));
        return results.OfType<ITestFailed>().ShouldHaveSingleItem();
    }

    private static IEnumerable<string> Values(ITestCase found, params string[] traits) =>
        traits.SelectMany(t => found.Traits[t]);
}
