using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class ProjectsTests
{
    private static readonly ProjectRow[] Table = [new("Policies", ["Dsl"], ["Sprache"])];

    [Fact]
    public void AcceptsExactlyTheTable() =>
        Compare("""
            <ProjectReference Include="..\Dsl\Dsl.csproj" />
            <PackageReference Include="Sprache" />
            """).ShouldBeEmpty();

    [Fact]
    public void ComplainsAboutEachReferenceTooMany() =>
        Compare("""
            <ProjectReference Include="../Dsl/Dsl.csproj" />
            <ProjectReference Include="../Cli/Cli.csproj" />
            <PackageReference Include="Sprache" />
            <PackageReference Include="Spectre.Console" />
            """).ShouldBe([
            "ProjectReference `Cli` is not allowed",
            "PackageReference `Spectre.Console` is not allowed",
        ]);

    [Fact]
    public void ComplainsAboutEachReferenceTooFew() =>
        Compare("").ShouldBe([
            "ProjectReference `Dsl` is missing",
            "PackageReference `Sprache` is missing",
        ]);

    [Fact]
    public void ComplainsAboutAProjectThatTheTableDoesNotKnow() =>
        Projects.UnlikeTheTable(Project("src/New/New.csproj", ""), Table).ShouldHaveSingleItem();

    [Theory]
    [InlineData("""<PackageReference Include="Sprache" Version="2.3.1" />""")]
    [InlineData("""<PackageReference Include="Sprache" VersionOverride="2.3.1" />""")]
    [InlineData("""<PackageReference Include="S"><Version>2</Version></PackageReference>""")]
    public void ComplainsAboutAVersionInAProject(string reference) =>
        Projects.VersionsOfTheirOwn(Project("a.csproj", reference)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("<NoWarn>CA1716</NoWarn>", 1)]
    [InlineData("<!-- no callers in Visual Basic --><NoWarn>CA1716</NoWarn>", 0)]
    public void ComplainsAboutARuleSwitchedOffWithoutAReason(string element, int complaints) =>
        Projects.RulesSwitchedOff(Project("a.csproj", element)).Count().ShouldBe(complaints);

    private static string[] Compare(string items) =>
        [.. Projects.UnlikeTheTable(Project("src/Policies/Policies.csproj", items), Table)
            .Select(c => c.Words)];

    private static SourceFile Project(string path, string items) =>
        new(path, $"<Project><ItemGroup>{items}</ItemGroup></Project>");
}
