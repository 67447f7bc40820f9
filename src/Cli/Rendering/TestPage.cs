using DmaRules.Cli.Input;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Rendering;

/// <summary>What came of tests, on a page and as JSON.</summary>
internal static class TestPage
{
    public static void Write(Page page, IReadOnlyList<FileRun> runs)
    {
        FileRun[] shown =
            [.. runs.Where(r => runs.Count == 1 || r.Reports.Length > 0 || !r.IsGood)];
        page.Columns(0, fixedColumns: 3, [.. shown.Select(RowOf)]);
        foreach (var run in runs)
        {
            if (!run.Diagnostics.IsEmpty)
            {
                page.Line();
                DiagnosticAnswer.Write(page, run.Diagnostics);
            }

            foreach (var report in run.Reports)
            {
                if (report.Failure is { } failure)
                {
                    WriteFailure(page, report, failure);
                }
            }
        }

        page.Line(shown.Length == 0 ? "there are no tests" : "");
        page.Line(FormattableString.Invariant(
            $"{runs.Sum(r => r.Passed):N0} passed, {runs.Sum(r => r.Failed):N0} failed"));
    }

    public static object AnswerOf(IReadOnlyList<FileRun> runs) => new
    {
        Passed = runs.Sum(r => r.Passed),
        Failed = runs.Sum(r => r.Failed),
        Files = runs.Select(r => new
        {
            r.Path,
            Engine = r.Engine.Length == 0 ? null : r.Engine,
            r.Passed,
            r.Failed,
            r.Cases,
            Diagnostics = DiagnosticAnswer.Of(r.Diagnostics),
            Tests = r.Reports.Select(AnswerOf),
        }),
    };

    private static object AnswerOf(TestReport report) => new
    {
        report.Name,
        Place = DiagnosticAnswer.Of(report.Place),
        report.Cases,
        Passed = report.Failure is null,
        Failure = report.Failure is { } failure
            ? new
            {
                failure.Part,
                failure.Expected,
                failure.Actual,
                failure.Situation,
                failure.Explanation,
                Place = DiagnosticAnswer.Of(failure.Place),
            }
            : null,
    };

    private static Words[] RowOf(FileRun run) =>
    [
        run.IsGood ? Words.Good("ok") : Words.Bad("FAILED"),
        run.Path,
        run.Diagnostics.IsEmpty ? PolicyText.Count(run.Reports.Length, "test") : "does not load",
        run.Cases > run.Reports.Length ? Words.Quiet(PolicyText.Count(run.Cases, "run")) : "",
    ];

    private static void WriteFailure(Page page, TestReport report, TestFailure failure)
    {
        page.Line();
        page.Prose(0, Words.Bad("FAILED "), Words.Strong(report.Name));
        var rows = new List<Words[]>
        {
            new Words[] { "at", failure.Place.ToString() },
            new Words[] { failure.Part, $"expected {failure.Expected}" },
            new Words[] { "", Words.Bad($"got {failure.Actual}") },
        };
        var name = "given";
        foreach (var fact in failure.Situation)
        {
            rows.Add([name, fact]);
            name = "";
        }

        page.Columns(2, fixedColumns: 1, rows);
        foreach (var line in failure.Explanation)
        {
            page.Prose(2, Words.Quiet(line));
        }
    }
}
