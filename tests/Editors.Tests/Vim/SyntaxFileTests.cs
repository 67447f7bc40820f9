using System.Collections.Immutable;
using DmaRules.Editors.Tests.Words;

namespace DmaRules.Editors.Tests.Vim;

/// <summary>The syntax file's lists of words are those of the language. <c>UPDATE_GOLDEN=1</c>
/// writes them anew and leaves everything else as it is.</summary>
public sealed class SyntaxFileTests
{
    private const string Begin =
        "\" words: begin (made from the language by tests/Editors.Tests)\n";

    private const string End = "\" words: end\n";
    private const int Columns = 100;

    private static readonly string File =
        RepositoryRoot.At("editors", "vim", "syntax", "dmarules.vim");

    private static readonly (string Group, string List, string Next)[] Groups =
    [
        ("Fact", "facts", "nextgroup=dmarulesGivenSign,dmarulesMember skipwhite"),
        ("Consequence", "consequences", ""),
        ("Member", "members", ""),
        ("Outcome", "outcomes", ""),
        ("Verdict", "verdicts", "nextgroup=dmarulesReason skipwhite"),
        ("Reason", "reasons", ""),
        ("Result", "results", ""),
        ("Kernel", "kernels", ""),
        ("Unit", "units", ""),
        ("StepVerb", "step-verbs", ""),
        ("StepParticle", "step-particles", ""),
        ("Seen", "seen", ""),
    ];

    [Fact]
    public void ListsOfWordsAreThoseOfTheLanguage()
    {
        var text = System.IO.File.ReadAllText(File);
        var start = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = text.IndexOf(End, StringComparison.Ordinal);
        (start >= Begin.Length && end >= start).ShouldBeTrue($"{File} has no marks for the words");

        Golden.Check($"{text[..start]}{string.Concat(Groups.Select(Lines))}{text[end..]}", File);
    }

    [Fact]
    public void EveryKeywordIsKnown()
    {
        var text = System.IO.File.ReadAllText(File);
        Vocabulary.Keywords.Where(k => !KeywordSearch.IsIn(text, k)).ShouldBeEmpty();
    }

    private static string Lines((string Group, string List, string Next) row)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        var line = $"call s:Words('dmarules{row.Group}', '";
        foreach (var word in Vocabulary.Lists[row.List].Select(PatternOf))
        {
            if (line.Length + word.Length + 2 > Columns)
            {
                lines.Add($"{line}'");
                line = "      \\ . '";
            }

            line += $"{word}|";
        }

        lines.Add(row.Next.Length == 0 ? $"{line.TrimEnd('|')}')" : $"{line.TrimEnd('|')}',");
        if (row.Next.Length > 0)
        {
            lines.Add($"      \\ '{row.Next}')");
        }

        return string.Concat(lines.Select(l => $"{l}\n"));
    }

    private static string PatternOf(string words) =>
        words.Replace(".", @"\.", StringComparison.Ordinal)
            .Replace(" ", @"\s+", StringComparison.Ordinal);
}
