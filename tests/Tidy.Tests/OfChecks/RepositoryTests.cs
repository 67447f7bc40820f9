using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class RepositoryTests
{
    [Fact]
    public void FindsTheSolutionFromAFolderDeepInside() =>
        RepositoryRoot.FindAbove(RepositoryRoot.At("src", "Dsl", "Text"))
            .ShouldBe(RepositoryRoot.Path);

    [Fact]
    public void SaysWhereItLookedInVain() =>
        Should.Throw<DirectoryNotFoundException>(() => RepositoryRoot.FindAbove("/"))
            .Message.ShouldContain("DmaRules.sln");

    [Fact]
    public void ReadsEveryTextButNothingThatIsBuilt()
    {
        string[] paths = [.. Repository.Texts.Select(f => f.Path)];

        paths.ShouldContain("DmaRules.sln");
        paths.ShouldContain("tests/Tidy.Tests/OfChecks/RepositoryTests.cs");
        paths.ShouldNotContain(p => p.Contains("/obj/") || p.StartsWith(".git/"));
    }

    [Fact]
    public void SaysWhatIsWrongAndWhere()
    {
        new SourceFile("a.cs", "\nclass A;").At(2, "too bad").ToString()
            .ShouldBe("a.cs(2): too bad");
        new SourceFile("a.cs", "").Whole("too bad").ToString().ShouldBe("a.cs: too bad");
    }

    [Fact]
    public void SkipsByNameWhatIsNotWrittenYet()
    {
        new FactIfPresentAttribute("DmaRules.sln").Skip.ShouldBeNull();
        new FactIfPresentAttribute("no/such.md").Skip.ShouldBe("no/such.md does not exist yet");
    }
}
