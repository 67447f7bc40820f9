using System.Text;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Prints diagnostics the way compilers do: where and what, the source line, a line of
/// carets under what is meant, other places, and the fix.</summary>
public static class DiagnosticPrinter
{
    private const int Width = 80;
    private const string Cut = "...";

    /// <summary>All of them in the order of their places, those of one file together. No file shows
    /// more than <see cref="Limits.Diagnostics"/>. Every line ends with a line feed.</summary>
    public static string Print(IEnumerable<Diagnostic> diagnostics)
    {
        var text = new StringBuilder();
        foreach (var file in diagnostics.GroupBy(d => d.Place.Source.Path))
        {
            Diagnostic[] sorted = [.. file.OrderBy(d => d.Place.Span.Start)];
            foreach (var diagnostic in sorted.Take(Limits.Diagnostics))
            {
                text.Append(Print(diagnostic));
            }

            if (sorted.Length > Limits.Diagnostics)
            {
                text.Append($"... and {Numbers.Show(sorted.Length - Limits.Diagnostics)} more\n");
            }
        }

        return text.ToString();
    }

    /// <summary>One diagnostic.</summary>
    public static string Print(Diagnostic diagnostic)
    {
        var text = new StringBuilder();
        var severity = diagnostic.Descriptor.Severity == Severity.Error ? "error" : "warning";
        text.Append($"{Where(diagnostic.Place)}: {severity} {diagnostic.Descriptor.Code}: ");
        text.Append(diagnostic.Message).Append('\n');
        AppendLine(text, diagnostic.Place);
        foreach (var related in diagnostic.Related.IsDefault ? [] : diagnostic.Related)
        {
            text.Append($"{Where(related.Place)}: {related.Words}\n");
            AppendLine(text, related.Place);
        }

        if (diagnostic.Help is not null)
        {
            text.Append($"help: {diagnostic.Help}\n");
        }

        return text.ToString();
    }

    private static string Where(SourcePlace place) =>
        $"{place.Source.Path}({place.Position.Line},{place.Position.Column})";

    private static void AppendLine(StringBuilder text, SourcePlace place)
    {
        var position = place.Position;
        var line = place.Source.Line(position.Line);
        if (line.Trim().Length == 0)
        {
            return;
        }

        // A span over several lines is shown by its first one.
        var start = Math.Min(position.Column - 1, line.Length);
        var length = Math.Clamp(place.Span.Length, 1, Math.Max(1, line.TrimEnd().Length - start));
        var (first, end) = Window(line.TrimEnd().Length, start, length);
        var (head, tail) = (first > 0 ? Cut : "", end < line.TrimEnd().Length ? Cut : "");
        text.Append($"  {head}{Printable(line[first..end])}{tail}\n");
        text.Append(' ', 2 + head.Length).Append(Blanks(line[first..start]));
        text.Append('^', Math.Min(length, Math.Max(1, end - start))).Append('\n');
    }

    // The part of a long line that is shown: the span, and what fits around it.
    private static (int First, int End) Window(int lineLength, int start, int length)
    {
        const int room = Width - 2;
        if (lineLength <= room)
        {
            return (0, Math.Max(lineLength, start));
        }

        const int inner = room - (2 * 3);
        var shown = Math.Min(length, inner);
        var before = Math.Min(start, (inner - shown) / 2);
        var first = start - before;
        var end = Math.Min(lineLength, first + inner);
        return (Math.Max(0, Math.Min(first, end - inner)), end);
    }

    // Tabs stay tabs, so that the carets stand right in every terminal.
    private static string Blanks(string text) =>
        string.Concat(text.Select(c => c == '\t' ? '\t' : ' '));

    private static string Printable(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c != '\t' ? '?' : c));
}
