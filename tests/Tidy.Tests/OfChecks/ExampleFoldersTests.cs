using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class ExampleFoldersTests
{
    private static readonly SourceFile Readme = new("examples/01-review/README.md", "");
    private static readonly SourceFile Policy = new("examples/02-bare/policy.rules", "");
    private static readonly SourceFile Project = new("examples/02-bare/Bare.csproj", "");

    private static readonly SourceFile[] Commands =
    [
        new("examples/01-review/commands.txt", ""),
        new("examples/02-bare/commands.txt", ""),
    ];

    [Fact]
    public void ComplainsAboutAnExampleWithoutReadme() =>
        Examples.WithoutReadme([Readme, Policy])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void ComplainsAboutEveryExampleWhereNothingRunsThem() =>
        Examples.WithoutTest([Readme, Policy, .. Commands]).Count().ShouldBe(2);

    [Fact]
    public void ComplainsAboutAnExampleThatTheTestDoesNotName() =>
        Examples.WithoutTest([Readme, Policy, .. Commands, Test("Run(\"01-review\");")])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void AcceptsATestThatWalksTheFolder() =>
        Examples.WithoutTest([Readme, Policy, .. Commands, Walk]).ShouldBeEmpty();

    [Fact]
    public void ComplainsAboutAnExampleWithNothingToRun() =>
        Examples.WithoutTest([Readme, Policy, Commands[0], Walk])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void ComplainsAboutAProjectThatTheSolutionDoesNotHave() =>
        Examples.WithoutTest([Project, Walk, Solution("examples\\02-bare\\Other.csproj")])
            .ShouldHaveSingleItem().Path.ShouldBe("examples/02-bare");

    [Fact]
    public void AcceptsAProjectOfTheSolution() =>
        Examples.WithoutTest([Project, Walk, Solution("examples\\02-bare\\Bare.csproj")])
            .ShouldBeEmpty();

    private static SourceFile Walk { get; } =
        Test("Directory.GetDirectories(At(\"examples\"))");

    private static SourceFile Solution(string project) => new("All.sln", $"\"{project}\"");

    private static SourceFile Test(string code) => new("tests/Cli.Tests/ExamplesTests.cs", code);
}
