using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Matrix;

/// <summary>Computes a matrix on the machine. <paramref name="runnerOf"/> gives the runner for a
/// row's policy; null leaves the row out.</summary>
public sealed class MatrixMaker(Func<string, PolicyRunner?> runnerOf)
{
    /// <summary>The matrix of a layout.</summary>
    public MatrixTable Make(MatrixLayout layout) => new(
        layout.Title,
        [.. layout.Columns.Select(c => c.Label ?? "")],
        [.. layout.Rows.Select(row => MakeRow(layout, row)).OfType<MatrixRow>()]);

    private MatrixRow? MakeRow(MatrixLayout layout, MatrixLine row)
    {
        if (row.Policy is not { } name || runnerOf(name) is not { } runner)
        {
            return null;
        }

        var start = GiveAll(
            Situation.Default, [.. layout.Given, .. OrNone(row.Given)], runner.Policy);
        var cells = layout.Columns
            .Select(column => GiveAll(start, OrNone(column.Given), runner.Policy))
            .Select(situation => MatrixCell.Compute(runner, situation));
        return new MatrixRow(row.Label ?? name, name, [.. cells]);
    }

    private static ImmutableArray<string> OrNone(ImmutableArray<string> given) =>
        given.IsDefault ? [] : given;

    private static Situation GiveAll(
        Situation start, IEnumerable<string> given, BoundPolicy policy) =>
        given.Aggregate(
            start,
            (s, text) => SituationText.Add(s, text, policy.Facts, computedToo: false).Situation);
}
