using DmaRules.Cli.Input;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Rendering;

/// <summary>What came of tests, on a page: the files, each failure, the counts.</summary>
internal static class TestPage
{
    public static void Write(Page page, IReadOnlyList<FileRun> runs)
    {
        FileRun[] shown =
            [.. runs.Where(r => runs.Count == 1 || r.Timed.Length > 0 || !r.IsGood)];
        WriteFiles(page, [.. shown.Select(RowOf)]);
        foreach (var run in runs)
        {
            if (!run.Diagnostics.IsEmpty)
            {
                page.Line();
                DiagnosticAnswer.Write(page, run.Diagnostics);
            }

            foreach (var report in run.Reports.Where(r => !r.Passed))
            {
                page.Line();
                WriteFailure(page, report);
            }
        }

        foreach (var run in runs)
        {
            CoveragePage.Write(page, run);
        }

        page.Line(shown.Length == 0 ? "there are no tests" : "");
        WriteNotes(page, runs);
        page.Line(Summary(runs));
    }

    // Where paths are long, how many runs there were is the first thing to go.
    private static void WriteFiles(Page page, Words[][] rows)
    {
        const int Gap = 2;
        var width = rows.Length == 0
            ? 0
            : Enumerable.Range(0, rows[0].Length).Sum(i => rows.Max(r => r[i].Text.Length) + Gap);
        var isTooWide = width - Gap > page.Width;
        page.Columns(0, fixedColumns: 3, isTooWide ? [.. rows.Select(r => r[..^1])] : rows);
    }

    private static Words[] RowOf(FileRun run) =>
    [
        run.IsGood ? Words.Good("ok") : Words.Bad("FAILED"),
        run.Path,
        run.Diagnostics.IsEmpty ? PolicyText.Count(run.Timed.Length, "test") : "does not load",
        run.Cases > run.Timed.Length ? Words.Quiet(PolicyText.Count(run.Cases, "run")) : "",
    ];

    private static void WriteFailure(Page page, TestReport report)
    {
        foreach (var line in FailureSheet.Of(report, page.Width))
        {
            page.Line([.. line.Words.Select(w => new Words(w.Text, ToneOf(w.Accent)))]);
        }
    }

    private static Tone ToneOf(Accent accent) => accent switch
    {
        Accent.Quiet => Tone.Quiet,
        Accent.Strong => Tone.Strong,
        Accent.Bad => Tone.Bad,
        _ => Tone.Plain,
    };

    // What the counts alone would hide: how much was tried, and what only in part.
    private static void WriteNotes(Page page, IReadOnlyList<FileRun> runs)
    {
        var reports = runs.SelectMany(r => r.Reports).ToList();
        foreach (var report in reports.Where(r => r.Sample is not null))
        {
            page.Prose(0, FormattableString.Invariant(
                $"sampled {report.Situations:N0} of {report.Sample?.Of:N0}, ")
                + $"seed {report.Sample?.Seed}: {report.Name}");
        }

        WriteCount(page, reports.Sum(r => r.LeftOut), "left out, as no machine can be so");
        var tried = reports.Sum(r => r.Situations);
        WriteCount(page, tried > reports.Count ? tried : 0, "tried");
    }

    private static void WriteCount(Page page, long situations, string what)
    {
        if (situations > 0)
        {
            page.Line($"{PolicyText.Count(situations, "situation")} {what}");
        }
    }

    private static string Summary(IReadOnlyList<FileRun> runs) => FormattableString.Invariant(
        $"{runs.Sum(r => r.Passed):N0} passed, {runs.Sum(r => r.Failed):N0} failed");
}
