using System.Collections.Immutable;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>One row while it is compared.</summary>
internal sealed class RowSheet(RecordedRow row, ReplayTally tally)
{
    private readonly ImmutableArray<RecordedDifference>.Builder _differences =
        ImmutableArray.CreateBuilder<RecordedDifference>();

    /// <summary>Compares a column.</summary>
    public void Compare(string column, string value)
    {
        var field = tally.Of(column);
        field.Compared++;
        if (row[column] != value)
        {
            field.Differing++;
            _differences.Add(new RecordedDifference(column, row[column], value));
        }
    }

    /// <summary>Leaves a column, for a reason.</summary>
    public void Leave(string column, string reason) => tally.Of(column).Leave(reason);

    /// <summary>What differs; null if nothing does.</summary>
    public ReplayFailure? Failure(string id) => _differences.Count == 0
        ? null
        : new ReplayFailure(id, row.Line, null, _differences.ToImmutable())
        {
            Context = [$"{row["run"]}: {row["cmdline"]}"],
        };
}
