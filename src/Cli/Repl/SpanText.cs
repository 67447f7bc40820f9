namespace DmaRules.Cli.Repl;

/// <summary>A line with carets under a part of it; of a long line, what lies around that
/// part.</summary>
internal static class SpanText
{
    private const int Width = 76;

    public static IEnumerable<string> Lines(string text, int start, int length)
    {
        var first =
            text.Length <= Width ? 0 : Math.Clamp(start - (Width / 2), 0, text.Length - Width);
        var shown = text.Substring(first, Math.Min(Width, text.Length - first));
        yield return "  " + string.Concat(shown.Select(c => char.IsControl(c) ? ' ' : c));
        var carets = Math.Clamp(length, 1, Math.Max(1, shown.Length - (start - first)));
        yield return new string(' ', 2 + start - first) + new string('^', carets);
    }
}
