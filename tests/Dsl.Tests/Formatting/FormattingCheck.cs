using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Formatting;

/// <summary>What has to hold for any text whatever: it is refused, or the formatted one means the
/// same, has all comments, and stays as it is when it is formatted again.</summary>
internal static class FormattingCheck
{
    /// <summary>Complains with the whole text; false if the text is no file of the
    /// language.</summary>
    public static bool Run(string content, string origin)
    {
        var source = new SourceText("checked.rules", content);
        var read = FileGrammar.Read(source);
        var formatted = Formatter.Format(source);
        var about = $"{origin}\n{content}\n-- formatted:\n{formatted.Value}";
        (formatted.Value is null).ShouldBe(read.HasErrors, about);
        if (formatted.Value is not { } text)
        {
            DiagnosticPrinter.Print(formatted.Diagnostics)
                .ShouldBe(DiagnosticPrinter.Print(read.Diagnostics));
            return false;
        }

        var after = new SourceText("formatted.rules", text);
        var again = FileGrammar.Read(after);
        DiagnosticPrinter.Print(again.Diagnostics).ShouldBe("", about);
        SyntaxDump.Of(again.Value).ShouldBe(SyntaxDump.Of(read.Value), about);
        CommentsKeepTheirPlaces(read.Value, again.Value, about);
        TextIsTidy(after, about);
        Formatter.Format(after).Value.ShouldBe(text, about);
        return true;
    }

    private static void CommentsKeepTheirPlaces(
        PolicySyntax before, PolicySyntax after, string about)
    {
        var (old, now) = (PlacesOf(before).ToList(), PlacesOf(after).ToList());
        now.Select(c => c.Text).ShouldBe(old.Select(c => c.Text), about);
        foreach (var (one, other) in old.Zip(now))
        {
            // What stands between declarations stays there; what stands in one may come to stand
            // right above or behind it.
            var far = one.Place % 2 == 0 ? 0 : 1;
            Math.Abs(one.Place - other.Place).ShouldBeLessThanOrEqualTo(far, one.Text + about);
        }
    }

    // Odd numbers are inside of declarations, even ones between them.
    private static IEnumerable<(string Text, int Place)> PlacesOf(PolicySyntax file)
    {
        var spans = file.Declarations.Select(d => d.Place.Span).ToList();
        return LexemeScanner.ScanAll(file.Source).Comments.Select(c => (
            c.Text, spans.Count(s => s.Start < c.Start) + spans.Count(s => s.End <= c.Start)));
    }

    private static void TextIsTidy(SourceText source, string about)
    {
        var text = source.Content;
        text.Contains("\n\n\n", StringComparison.Ordinal).ShouldBeFalse(about);
        text.ShouldNotStartWith("\n", Case.Sensitive, about);
        text.ShouldNotContain("\n\n\n", Case.Sensitive, about);
        (text.Length == 0 || text[^1] == '\n').ShouldBeTrue(about);
        var blanks = Enumerable.Range(0, text.Length)
            .Where(i => char.IsWhiteSpace(text[i]) && text[i] is not (' ' or '\n'));
        var scanned = LexemeScanner.ScanAll(source);
        var kept = scanned.Comments.Select(c => new TextSpan(c.Start, c.Text.Length))
            .Concat(scanned.Lexemes.Where(l => l.Kind == LexemeKind.Text).Select(l => l.Span));
        blanks.Where(i => !kept.Any(s => s.Start <= i && i < s.End)).ShouldBeEmpty(about);
        foreach (var (above, below) in text.Split('\n').Zip(text.Split('\n').Skip(1)))
        {
            above.TrimEnd().ShouldBe(above, about);
            (above.Length == 0 && below == "}").ShouldBeFalse(about);
        }
    }
}
