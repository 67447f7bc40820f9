using DmaRules.Cli.Rendering;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Pages keep to their width and their alphabet.</summary>
public sealed class PageTests
{
    public static TheoryData<string> Lines =>
    [
        "matrix",
        "eval pseries-v6.12 is_secure_guest dma_mask=48 --why",
        "run pseries-v6.12 is_secure_guest dma_mask=48",
        "run tests/Corpus/cli/failing.rules",
        "test tests/Corpus/cli/failing.rules",
        "test tests/Corpus/cli/broken.rules",
        "check tests/Corpus/cli/broken.rules",
        "conform tests/Corpus/cli/differs.csv",
        "list",
        "facts",
        "eval",
        "evla",
        "eval nothing",
        "eval --help",
    ];

    [Theory]
    [MemberData(nameof(Lines))]
    public void APageIs80ColumnsWide(string line) =>
        CommandRun.Of(CommandWords.Of(line)).Lines.ShouldAllBe(l => l.Length <= 80);

    [Theory]
    [MemberData(nameof(Lines))]
    public void AMailIsAsciiOf72Columns(string line)
    {
        if (line.EndsWith("--help", StringComparison.Ordinal))
        {
            return;
        }

        var run = CommandRun.Of([.. CommandWords.Of(line), "--format", "mail"]);

        run.Lines.ShouldAllBe(l => l.Length <= 72);
        run.Lines.ShouldAllBe(l => l.All(c => c >= ' ' && c <= '~'));
    }

    [Fact]
    public void NoLineEndsInBlanks()
    {
        CommandRun.Of("matrix").Lines.ShouldAllBe(l => !l.EndsWith(' '));
        CommandRun.Of("facts").Lines.ShouldAllBe(l => !l.EndsWith(' '));
    }

    [Fact]
    public void ColoursStandOnlyWhereTheyAreWanted()
    {
        Show(hasColour: true).ShouldContain("\u001b[");
        Show(hasColour: false).ShouldBe("bad\n");
    }

    [Fact]
    public void ATextCannotSteerTheTerminal()
    {
        using var page = new Page(80, hasColour: false, isAscii: false);

        page.Line("a\u001b[31mred\u0007");

        page.ToString().ShouldBe("a?[31mred?\n");
    }

    [Fact]
    public void AMailHasNoLettersBeyondAscii()
    {
        using var page = new Page(72, hasColour: false, isAscii: true);

        page.Prose(0, "caf\u00e9");

        page.ToString().ShouldBe("caf?\n");
    }

    private static string Show(bool hasColour)
    {
        using var page = new Page(80, hasColour, isAscii: false);
        page.Line(Words.Bad("bad"));
        return page.ToString();
    }
}
