using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Fuzzing.Checks;

/// <summary>What holds for every diagnostic, whatever the file: it points into a text, and printed
/// it fits the page and does nothing to the terminal.</summary>
public static partial class DiagnosticCheck
{
    private const int Width = 80;

    /// <summary>Checks all of them, and notes which there were.</summary>
    public static void Run(ImmutableArray<Diagnostic> diagnostics, Observations seen)
    {
        foreach (var diagnostic in diagnostics)
        {
            seen.Add(diagnostic.Descriptor.Code);
            PointsIntoItsText(diagnostic.Place, diagnostic);
            foreach (var related in diagnostic.Related.IsDefault ? [] : diagnostic.Related)
            {
                PointsIntoItsText(related.Place, diagnostic);
            }
        }

        Page(DiagnosticPrinter.Print(diagnostics, Width));
    }

    /// <summary>Checks text for people: no line is wider than the page unless one piece alone is,
    /// and no character moves the cursor or turns the line round.</summary>
    public static void Page(string text, int width = Width)
    {
        foreach (var line in text.Split('\n'))
        {
            Observations.Require(
                line.Length <= width || !InBackticks().Replace(line.Trim(), "").Contains(' '),
                $"a printed line has {line.Length} columns: {line}");
        }

        Harmless(text);
    }

    /// <summary>Checks that no character of a text moves the cursor or turns a line
    /// round.</summary>
    public static void Harmless(string text) => Observations.Require(
        text.All(c => c == '\n' || IsHarmless(c)), "printed text does something to the terminal");

    private static bool IsHarmless(char c) => c == '\t' || CharUnicodeInfo.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator)
        && !IsBidirectional(c);

    private static bool IsBidirectional(char c) =>
        c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f';

    private static void PointsIntoItsText(SourcePlace place, Diagnostic diagnostic) =>
        Observations.Require(
            place.Span.Start >= 0 && place.Span.Length >= 0
                && place.Span.End <= place.Source.Content.Length,
            $"{diagnostic.Descriptor.Code} points outside of its text");

    [GeneratedRegex("`[^`]*`")]
    private static partial Regex InBackticks();
}
