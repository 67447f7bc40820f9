using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class ExampleFoldersTests
{
    private static readonly SourceFile Readme = new("examples/01-review/README.md", "");
    private static readonly SourceFile Policy = new("examples/02-bare/policy.rules", "");

    [Fact]
    public void ComplainsAboutAnExampleWithoutReadme() =>
        Examples.WithoutReadme([Readme, Policy])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void ComplainsAboutEveryExampleWhereNothingRunsThem() =>
        Examples.WithoutTest([Readme, Policy]).Count().ShouldBe(2);

    [Fact]
    public void ComplainsAboutAnExampleThatTheTestDoesNotName() =>
        Examples.WithoutTest([Readme, Policy, Test("Run(\"01-review\");")])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void AcceptsATestThatWalksTheFolder() =>
        Examples.WithoutTest([Readme, Policy, Test("Directory.GetDirectories(At(\"examples\"))")])
            .ShouldBeEmpty();

    private static SourceFile Test(string code) => new("tests/Cli.Tests/ExamplesTests.cs", code);
}
