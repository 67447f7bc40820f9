using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Formatting;

/// <summary>Files that nobody would write: a good one with a few things done to it.</summary>
internal sealed class FileMutation(SplitMix64 random)
{
    private const string Characters = "#\"(){}|,:=<>-.\n\t\r a1_\u00e9";

    private int _comments;

    public string Of(string text)
    {
        for (var i = random.Below(6); i >= 0; i--)
        {
            text = Rearrange(text);
        }

        return random.OneIn(3) ? Damage(text) : text;
    }

    // Most of these leave a file that can be read.
    private string Rearrange(string text) => random.Below(10) switch
    {
        0 => AtGap(text, "\n  "),
        1 => AtGap(text, random.Pick(["\n\n\n  ", "\t", "   ", "\r\n ", ""])),
        2 => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        3 => text.Replace("  ", random.Pick(["\t", " ", "     "]), StringComparison.Ordinal),
        4 => text.TrimEnd(),
        5 => Bracket(text),
        _ => AtGap(text, Comment()),
    };

    private string Damage(string text) => random.Below(3) switch
    {
        0 => ChangeCharacter(text),
        1 => ChangeLexeme(text),
        _ => ChangeLine(text),
    };

    private string Comment() => random.Pick(["", " ", "\n", "\n  ", "\n\n      "])
        + random.Pick(["#", "# ", "#\t", "# \" } "])
        + (_comments++)
        + random.Pick(["\n  ", "  \n", "\n\n "]);

    private string ChangeCharacter(string text)
    {
        var at = random.Below(text.Length + 1);
        var c = Characters[random.Below(Characters.Length)].ToString();
        return at == text.Length || random.OneIn(3) ? text.Insert(at, c)
            : random.OneIn(2) ? text.Remove(at, 1)
            : text.Remove(at, 1).Insert(at, c);
    }

    private string ChangeLexeme(string text)
    {
        var lexemes = LexemesOf(text);
        if (lexemes.Count == 0)
        {
            return text;
        }

        var (one, other) = (random.Pick(lexemes).Span, random.Pick(lexemes).Span);
        var words = text.Substring(other.Start, other.Length);
        return random.Below(3) switch
        {
            0 => text.Remove(one.Start, one.Length),
            1 => text.Insert(one.Start, words + " "),
            _ => text.Remove(one.Start, one.Length).Insert(one.Start, words),
        };
    }

    private string ChangeLine(string text)
    {
        var lines = text.Split('\n').ToList();
        var (one, other) = (random.Below(lines.Count), random.Below(lines.Count));
        switch (random.Below(3))
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(other, lines[one]);
                break;
            default:
                (lines[one], lines[other]) = (lines[other], lines[one]);
                break;
        }

        return string.Join('\n', lines);
    }

    // Around a condition or two, with some luck.
    private string Bracket(string text)
    {
        var lexemes = LexemesOf(text);
        var start = random.Below(lexemes.Count + 1);
        var end = start + random.Pick([0, 2, 2, 4, 6]);
        return end >= lexemes.Count
            ? text
            : text.Insert(lexemes[end].Span.End, ")").Insert(lexemes[start].Span.Start, "(");
    }

    private string AtGap(string text, string insertion)
    {
        var lexemes = LexemesOf(text);
        var at = random.Below(lexemes.Count + 1);
        return text.Insert(at == lexemes.Count ? text.Length : lexemes[at].Span.Start, insertion);
    }

    private static LexemeList LexemesOf(string text) =>
        LexemeScanner.Scan(new SourceText("mutated.rules", text), new DiagnosticList());
}
