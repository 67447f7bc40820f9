using DmaRules.Cli.Input;

namespace DmaRules.Cli.Rendering;

/// <summary>The first line in which a file and its formatted text differ. <paramref name="Note"/>
/// names what cannot be seen; <paramref name="Before"/> or <paramref name="After"/> is null where
/// one text has ended.</summary>
internal sealed record LineDifference(int Line, string? Before, string? After, string? Note)
{
    /// <summary>Null if they do not differ.</summary>
    public static LineDifference? Find(FormattedFile file)
    {
        if (!file.IsChanged || file is not { Source: { } source, Text: { } text })
        {
            return null;
        }

        var (before, after) = (LinesOf(source.Content), LinesOf(text));
        for (var i = 0; i < Math.Max(before.Length, after.Length); i++)
        {
            var left = before.ElementAtOrDefault(i)?.TrimEnd('\r');
            var right = after.ElementAtOrDefault(i);
            if (left != right)
            {
                var isBlank = left is not null && left.TrimEnd() == right;
                return new LineDifference(
                    i + 1, left, right, isBlank ? "blanks at the line's end" : null);
            }
        }

        return source.HasByteOrderMark ? Unseen(1, "a byte order mark")
            : source.Content.Contains('\r', StringComparison.Ordinal)
                ? Unseen(1, "lines that end in CR LF")
            : Unseen(before.Length, "no line end at the file's end");
    }

    private static string[] LinesOf(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }

    private static LineDifference Unseen(int line, string note) => new(line, null, null, note);
}
