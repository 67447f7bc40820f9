using System.Collections.Immutable;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>The named columns of a csv file.</summary>
internal sealed class RecordedTable
{
    private readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);

    /// <summary>The columns that a header names; a name that stands twice is told.</summary>
    public RecordedTable(string header)
    {
        Columns = [.. header.TrimStart('\uFEFF').Split(',')];
        foreach (var (index, name) in Columns.Index())
        {
            if (!_indexes.TryAdd(name, index))
            {
                Problem = $"the column `{name}` stands twice";
            }
        }
    }

    public ImmutableArray<string> Columns { get; }

    /// <summary>What is wrong with the header; null if nothing is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Wants columns to be there.</summary>
    public void Require(IEnumerable<string> names) =>
        Problem ??= names.FirstOrDefault(n => !_indexes.ContainsKey(n)) is { } missing
            ? $"there is no column `{missing}`"
            : null;

    /// <summary>One row; null if it has not as many cells as the header.</summary>
    public RecordedRow? Read(string line, int number) =>
        CsvLine.Split(line) is { } cells && cells.Length == Columns.Length
            ? new RecordedRow(this, cells, number)
            : null;

    public int IndexOf(string column) => _indexes[column];

    public bool Has(string column) => _indexes.ContainsKey(column);
}

/// <summary>One row of a table, by column.</summary>
internal sealed record RecordedRow(
    RecordedTable Table, ImmutableArray<string> Cells, int Line)
{
    // What could not be counted on some kernels is empty there.
    private static readonly string[] Counters =
    [
        "H_PUT_TCE", "H_STUFF_TCE", "H_PUT_TCE_INDIRECT", "swiotlb_used", "swiotlb_hiwater",
    ];

    public string this[string column] => Cells[Table.IndexOf(column)];

    /// <summary>The cell of a column; null if there is no such column.</summary>
    public string? Find(string column) => Table.Has(column) ? this[column] : null;

    /// <summary>Whether it says anything in a column.</summary>
    public bool Tells(string column) =>
        Table.Has(column) && (this[column].Length > 0 || !Counters.Contains(column));
}
