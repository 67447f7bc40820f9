using System.Collections.Immutable;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;
using DmaRules.Policies.Recordings.Scenarios;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>The recorded scenarios as cells, and what the model makes of changed ones.</summary>
internal sealed class RecordedRows : IDisposable
{
    private readonly InterpretedEngine _engine = new();
    private readonly PolicyShelf _shelf;
    private readonly Conformance _conformance;

    public RecordedRows()
    {
        _shelf = new PolicyShelf(_engine);
        _conformance = new Conformance(_shelf);
    }

    public static ImmutableArray<string> Lines { get; } =
    [
        .. File.ReadAllLines(RepositoryRoot.At("tests", "data", "dispatch-scenarios.csv")),
    ];

    public static ImmutableArray<string> Columns { get; } = [.. Lines[0].Split(',')];

    public static ImmutableArray<ImmutableArray<string>> Cells { get; } =
        [.. Lines.Skip(1).Select(l => CsvLine.Split(l)!.Value)];

    public CaseReport Run(ImmutableArray<string> cells) => RunAll([Line(cells)])[0];

    public List<CaseReport> RunAll(IEnumerable<string> lines) =>
        [.. new DispatchScenarioReader(_shelf).Read(lines).Select(_conformance.Run)];

    /// <summary>The row with one cell changed.</summary>
    public static ImmutableArray<string> With(
        ImmutableArray<string> row, string column, string value) =>
        row.SetItem(Columns.IndexOf(column), value);

    public static string Cell(ImmutableArray<string> row, string column) =>
        row[Columns.IndexOf(column)];

    public static string Line(ImmutableArray<string> row) =>
        string.Join(',', row.Select(Quoted));

    private static string Quoted(string cell) =>
        $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public void Dispose() => _engine.Dispose();
}
