namespace DmaRules.Xunit.Tests;

/// <summary>What docs/xunit.md shows is what the example is made of, which is compiled and
/// run.</summary>
public sealed class DocumentTests
{
    private static readonly string Example = RepositoryRoot.At("examples", "20-policies-in-xunit");

    private static readonly string[] Lines =
        File.ReadAllText(RepositoryRoot.At("docs", "xunit.md")).Split('\n');

    [Theory]
    [InlineData("csharp", "*.cs", 3)]
    [InlineData("xml", "*.csproj", 2)]
    public void WhatIsShownStandsInTheExample(string kind, string files, int count)
    {
        var sources = Directory.GetFiles(Example, files)
            .Select(f => Unindented(File.ReadLines(f))).ToList();
        var blocks = Blocks(kind).ToList();

        blocks.Count.ShouldBe(count);
        blocks.Where(b => !sources.Exists(s => s.Contains(b))).ShouldBeEmpty();
    }

    [Fact]
    public void TheShownVersionIsThatOfThePackage()
    {
        var props = File.ReadAllText(RepositoryRoot.At("Directory.Build.props"));
        var version = props.Split("<Version>")[1].Split("</Version>")[0];

        Blocks("xml").ShouldContain(b => b.Contains($"Version=\"{version}\""));
    }

    [Fact]
    public void TheListedTestsAreThoseOfTheExample()
    {
        var tests = File.ReadAllText(Path.Combine(Example, "policies", "our-guests.tests.rules"));
        var listed = Blocks("").Single(b => b.Contains("row 1")).Trim().Split('\n');

        listed.Length.ShouldBe(8);
        listed.Where(l => !l.EndsWith(": loads"))
            .Select(l => l.Split(": ", 2)[1].Split(", row ")[0])
            .ShouldAllBe(name => tests.Contains($"\"{name}\""));
    }

    [Fact]
    public void TheShownMessageIsThatOfTheCode()
    {
        var thrown = Should.Throw<PolicyTestException>(
            () => PolicyUnderTest.Shipped("pseries-v5.6").Given("dma_maks=32"));

        Blocks("").ShouldContain(thrown.Message + "\n");
    }

    private static IEnumerable<string> Blocks(string kind)
    {
        for (var start = 0; start < Lines.Length; start++)
        {
            if (!Lines[start].StartsWith("```"))
            {
                continue;
            }

            var end = Array.IndexOf(Lines, "```", start + 1);
            if (Lines[start] == "```" + kind)
            {
                yield return Unindented(Lines[(start + 1)..end]);
            }

            start = end;
        }
    }

    private static string Unindented(IEnumerable<string> lines) =>
        string.Concat(lines.Select(l => l.Trim() + "\n"));
}
