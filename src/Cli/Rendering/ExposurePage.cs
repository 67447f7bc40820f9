using System.Globalization;
using DmaRules.Policies.Matrix;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Rendering;

/// <summary>What devices reach under several policies, and what that costs: a table for each device
/// class.</summary>
internal static class ExposurePage
{
    private static readonly Words[] Heads =
        [.. new[] { "", "private", "clear", "pool", "other", "TCEs", "calls", "copy" }
            .Select(h => Words.Strong(h))];

    public static void Write(Page page, MatrixTable table)
    {
        foreach (var (column, label) in table.Columns.Index())
        {
            page.Line(Words.Strong(label));
            page.Columns(
                0,
                fixedColumns: 1,
                [.. table.Rows.Select(r => RowOf(r, r.Cells[column]))],
                Heads,
                firstGap: 1);
            page.Line();
        }

        page.Prose(
            0,
            "While a map of 4 KiB lives, the device reaches so much private memory, so much in ",
            "the clear besides the pool, so much of the pool, and so much of 4 KiB that another ",
            "device bounces. TCEs in its windows; hypercalls for them and bytes copied, over the ",
            "driver's whole life.");
        if (table.Rows.Any(r => r.Cells.Any(c => c.Map.Verdict is not Verdict.Ok)))
        {
            page.Prose(0, Words.Bad("!"), " the map does not work: `matrix` says how");
        }
    }

    private static Words[] RowOf(MatrixRow row, MatrixCell cell)
    {
        var (exposure, effort) = (cell.Map.Exposure, cell.Map.Effort);
        return
        [
            cell.Map.Verdict is Verdict.Ok ? row.Label : Words.Bad($"{row.Label} !"),
            Show(exposure.Private),
            Show(exposure.InClear),
            Show(exposure.Pool),
            Show(cell.OthersBounce),
            Show(exposure.Tces.Value),
            Show(effort.Hypercalls),
            Show(effort.Copied),
        ];
    }

    private static string Show(ByteCount size) =>
        TrialAnswer.Show(size).Replace(" ", "", StringComparison.Ordinal);

    // Without separators, so that a row fits into mail.
    private static string Show(ulong count) => count.ToString(CultureInfo.InvariantCulture);
}
