using System.Collections.Immutable;

namespace DmaRules.Policies.Testing;

/// <summary>Lays words out in lines of a certain width: paragraphs, and rows in columns. What does
/// not fit wraps within its column, the following lines a little further in.</summary>
internal sealed class SheetWriter(int width)
{
    private const int Gap = 2;
    private const int NarrowestColumn = 12;
    private readonly List<SheetLine> _lines = [];

    public IReadOnlyList<SheetLine> Lines => _lines;

    public void Blank() => _lines.Add(new SheetLine([]));

    public void Prose(int indent, SheetWords words)
    {
        foreach (var line in Wrap(words.Text, width - indent))
        {
            _lines.Add(new SheetLine([Blanks(indent), words with { Text = line }]));
        }
    }

    /// <summary>Rows of as many cells each. The last cell of a row that says something has the
    /// rest of the line, and no say in how wide its column is, unless that is the last
    /// one.</summary>
    public void Rows(int indent, IReadOnlyList<SheetWords[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var widths = Widths(rows, width - indent);
        foreach (var row in rows)
        {
            Row(indent, row[..(LastOf(row) + 1)], widths);
        }
    }

    private void Row(int indent, SheetWords[] row, int[] widths)
    {
        var before = widths.Take(row.Length - 1).Sum(w => w + Gap);
        int[] own = [.. widths.Take(row.Length - 1), width - indent - before];
        var cells = row.Zip(own, (c, w) => Wrap(c.Text, w).ToList()).ToList();
        var height = cells.Max(c => c.Count);
        for (var line = 0; line < height; line++)
        {
            var words = ImmutableArray.CreateBuilder<SheetWords>();
            words.Add(Blanks(indent));
            foreach (var (i, cell) in cells.Index())
            {
                var text = line < cell.Count ? cell[line] : "";
                var isLast = i == cells.Count - 1;
                words.Add(row[i] with { Text = isLast ? text : text.PadRight(own[i] + Gap) });
            }

            _lines.Add(new SheetLine(words.ToImmutable()));
        }
    }

    // As wide as the cells are; where that is too much, the widest columns give way.
    private static int[] Widths(IReadOnlyList<SheetWords[]> rows, int width)
    {
        var last = rows[0].Length - 1;
        var widths = new int[last + 1];
        foreach (var row in rows)
        {
            var end = LastOf(row);
            for (var i = 0; i <= end; i++)
            {
                var counts = i < end || end == last;
                widths[i] = Math.Max(widths[i], counts ? row[i].Text.Length : 0);
            }
        }

        var room = width - (Gap * last);
        while (widths.Sum() > room && widths.Max() > NarrowestColumn)
        {
            widths[Array.IndexOf(widths, widths.Max())]--;
        }

        return widths;
    }

    private static int LastOf(SheetWords[] row) =>
        Math.Max(0, Array.FindLastIndex(row, c => c.Text.Length > 0));

    private static SheetWords Blanks(int count) => new string(' ', count);

    // Between words where it can be; within one where it must be.
    private static IEnumerable<string> Wrap(string text, int width)
    {
        var clean = Clean(text);
        var indent = clean.Length - clean.TrimStart(' ').Length;
        var hanging = new string(' ', Math.Min(indent + 2, Math.Max(0, width / 2)));
        while (clean.Length > width)
        {
            var start = clean.Length - clean.TrimStart(' ').Length;
            var blank = clean.LastIndexOf(' ', width);
            var end = blank > start ? blank : width;
            yield return clean[..end].TrimEnd();
            clean = hanging + clean[end..].TrimStart();
        }

        yield return clean;
    }

    // A file's text must not break the lines.
    private static string Clean(string text) =>
        text.Any(char.IsControl)
            ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c))
            : text;
}
