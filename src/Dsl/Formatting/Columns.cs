using System.Collections.Immutable;

namespace DmaRules.Dsl.Formatting;

/// <summary>How wide columns are. What is very long stands out of its column; otherwise one cell of
/// megabytes would fill all others with blanks.</summary>
internal static class Columns
{
    private const int Widest = 100;

    public static int WidthOf(IEnumerable<string> cells) =>
        cells.Select(c => c.Length).Where(w => w <= Widest).DefaultIfEmpty().Max();

    /// <summary>Rows whose cells stand below each other, with bars between them.</summary>
    public static IEnumerable<string> Straighten(ImmutableArray<string[]> rows)
    {
        var widths = new int[rows.Select(r => r.Length).DefaultIfEmpty().Max()];
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Length; i++)
            {
                widths[i] = Math.Max(widths[i], row[i].Length <= Widest ? row[i].Length : 0);
            }
        }

        return rows.Select(
            row => string.Join(" | ", row.Select((cell, i) => cell.PadRight(widths[i]))));
    }
}
