using System.Collections.Immutable;
using System.Text;

namespace DmaRules.Policies.Recordings;

/// <summary>Splits one line of comma-separated cells; a quoted cell may hold commas and doubled
/// quotes, but no line end.</summary>
public static class CsvLine
{
    /// <summary>The cells; null if a quote is not closed or stands where it must not.</summary>
    public static ImmutableArray<string>? Split(string line)
    {
        var cells = ImmutableArray.CreateBuilder<string>();
        var position = 0;
        while (true)
        {
            if (ReadCell(line, ref position) is not { } cell)
            {
                return null;
            }

            cells.Add(cell);
            if (position == line.Length)
            {
                return cells.ToImmutable();
            }

            if (line[position++] != ',')
            {
                return null;
            }
        }
    }

    private static string? ReadCell(string line, ref int position)
    {
        if (position == line.Length || line[position] != '"')
        {
            var end = line.IndexOf(',', position);
            var cell = end < 0 ? line[position..] : line[position..end];
            position += cell.Length;
            return cell.Contains('"', StringComparison.Ordinal) ? null : cell;
        }

        var text = new StringBuilder();
        for (position++; position < line.Length; position++)
        {
            if (line[position] != '"')
            {
                text.Append(line[position]);
            }
            else if (position + 1 < line.Length && line[position + 1] == '"')
            {
                text.Append(line[++position]);
            }
            else
            {
                position++;
                return text.ToString();
            }
        }

        return null;
    }
}
