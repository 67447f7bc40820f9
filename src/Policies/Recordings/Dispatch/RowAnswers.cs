using System.Collections.Immutable;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>What the model says of the rows of a step, by column: what holds for all of them, and
/// what for one.</summary>
internal sealed class RowAnswers(
    ImmutableArray<RecordedRow> rows, IReadOnlyList<(string Column, string Value)> common)
{
    private readonly Dictionary<RecordedRow, List<(string Column, string Value)>> _own =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>The rows of each action, in turn.</summary>
    public IReadOnlyList<ImmutableArray<RecordedRow>> Actions { get; init; } = [];

    /// <summary>Whether all is as recorded.</summary>
    public bool Agree => rows.All(row => Of(row).All(a => IsAsRecorded(row, a)));

    /// <summary>How many actions, from the first on, came out as recorded.</summary>
    public int AgreeingActions => Actions
        .TakeWhile(a => a.All(row => OwnOf(row).All(o => IsAsRecorded(row, o)))).Count();

    /// <summary>Adds what it says of one row.</summary>
    public void Add(RecordedRow row, string column, string value)
    {
        if (!_own.TryGetValue(row, out var own))
        {
            _own.Add(row, own = []);
        }

        own.Add((column, value));
    }

    /// <summary>All that it says of a row.</summary>
    public IEnumerable<(string Column, string Value)> Of(RecordedRow row) =>
        common.Concat(OwnOf(row));

    private List<(string Column, string Value)> OwnOf(RecordedRow row) =>
        _own.GetValueOrDefault(row) ?? [];

    private static bool IsAsRecorded(RecordedRow row, (string Column, string Value) answer) =>
        !row.Tells(answer.Column) || row[answer.Column] == answer.Value;
}
