using System.Text;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Prints diagnostics the way compilers do: where and what, the source line, a line of
/// carets under what is meant, other places, and the fix.</summary>
public static class DiagnosticPrinter
{
    private const int DefaultWidth = 80;
    private const int LeastWidth = 40;
    private const int Indent = 6;
    private const string Cut = "...";

    /// <summary>Those that are shown, in the order of their places, those of one file together.
    /// Sentences wrap and source lines are cut at <paramref name="width"/> columns, 40 at least.
    /// Every line ends with a line feed.</summary>
    public static string Print(IEnumerable<Diagnostic> diagnostics, int width = DefaultWidth) =>
        string.Concat(ShownDiagnostics.Of(diagnostics).Select(d => Print(d, width)));

    /// <summary>One diagnostic.</summary>
    public static string Print(Diagnostic diagnostic, int width = DefaultWidth)
    {
        width = Math.Max(width, LeastWidth);
        var text = new StringBuilder();
        var severity = diagnostic.Descriptor.Severity == Severity.Error ? "error" : "warning";
        var head = $"{Where(diagnostic.Place)}: {severity} {diagnostic.Descriptor.Code}:";
        HangingText.Append(text, head, diagnostic.Message, Indent, width);
        AppendLine(text, diagnostic.Place, width);
        foreach (var related in diagnostic.Related.IsDefault ? [] : diagnostic.Related)
        {
            var place = $"{Where(related.Place)}:";
            HangingText.Append(text, place, related.Words, Indent, width);
            AppendLine(text, related.Place, width);
        }

        if (diagnostic.Help is not null)
        {
            HangingText.Append(text, "help:", diagnostic.Help, Indent, width);
        }

        return text.ToString();
    }

    private static string Where(SourcePlace place) =>
        $"{place.Source.Path}({place.Position.Line},{place.Position.Column})";

    private static void AppendLine(StringBuilder text, SourcePlace place, int width)
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
        var (first, end) = Window(line.TrimEnd().Length, start, length, width - 2);
        var (head, tail) = (first > 0 ? Cut : "", end < line.TrimEnd().Length ? Cut : "");
        text.Append($"  {head}{Printable(line[first..end])}{tail}\n");
        text.Append(' ', 2 + head.Length).Append(Blanks(line[first..start]));
        text.Append('^', Math.Min(length, Math.Max(1, end - start))).Append('\n');
    }

    // The part of a long line that is shown: the span, and what fits around it.
    private static (int First, int End) Window(int lineLength, int start, int length, int room)
    {
        if (lineLength <= room)
        {
            return (0, Math.Max(lineLength, start));
        }

        var inner = room - (2 * Cut.Length);
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
        string.Concat(text.Select(c => c == '\t' || PlainText.IsPlain(c) ? c : '?'));
}
