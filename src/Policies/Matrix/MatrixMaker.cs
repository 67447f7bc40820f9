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
    public MatrixTable Make(MatrixLayout layout)
    {
        var rows = ImmutableArray.CreateBuilder<MatrixRow>();
        var left = ImmutableArray.CreateBuilder<string>();
        foreach (var line in layout.Rows)
        {
            if (line.Policy is not { } name || runnerOf(name) is not { } runner)
            {
                continue;
            }

            var situations = SituationsOf(layout, line, runner.Policy);
            if (situations.Select(s => s.FindProblem(runner.Kernel)).OfType<string>()
                .FirstOrDefault() is { } problem)
            {
                left.Add($"{name}: {problem}");
                continue;
            }

            var cells = situations.Select(s => MatrixCell.Compute(runner, s));
            rows.Add(new MatrixRow(line.Label ?? name, name, [.. cells]));
        }

        return new MatrixTable(
            layout.Title,
            [.. layout.Columns.Select(c => c.Label ?? "")],
            rows.ToImmutable(),
            left.ToImmutable());
    }

    private static ImmutableArray<Situation> SituationsOf(
        MatrixLayout layout, MatrixLine line, BoundPolicy policy)
    {
        var start = GiveAll(
            Situation.Default, [.. layout.Given, .. OrNone(line.Given)], policy);
        return [.. layout.Columns.Select(column => GiveAll(start, OrNone(column.Given), policy))];
    }

    private static ImmutableArray<string> OrNone(ImmutableArray<string> given) =>
        given.IsDefault ? [] : given;

    private static Situation GiveAll(
        Situation start, IEnumerable<string> given, BoundPolicy policy) =>
        given.Aggregate(
            start,
            (s, text) => SituationText.Add(s, text, policy.Facts, computedToo: false).Situation);
}
