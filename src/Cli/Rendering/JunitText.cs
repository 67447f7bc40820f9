using System.Globalization;
using System.Xml.Linq;
using DmaRules.Cli.Input;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Rendering;

/// <summary>A report in JUnit's form: a suite a file, a case a test. A file that does not load is a
/// case with an error, so that nobody overlooks it. But for the times, equal runs give equal
/// reports.</summary>
internal static class JunitText
{
    public static string Of(IReadOnlyList<FileRun> runs)
    {
        var suites = new XElement(
            "testsuites",
            new XAttribute("name", "dmarules"),
            Counts(runs),
            runs.Select(SuiteOf));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{suites}\n";
    }

    private static XElement SuiteOf(FileRun run, int position) => new(
        "testsuite",
        new XAttribute("name", Clean(run.Path)),
        new XAttribute("id", position),
        Counts([run]),
        run.Timed.Select(t => CaseOf(run, t)),
        run.Diagnostics.IsEmpty ? null : Unloadable(run));

    private static XAttribute[] Counts(IReadOnlyList<FileRun> runs)
    {
        var errors = runs.Count(r => !r.Diagnostics.IsEmpty);
        var took = TimeSpan.FromTicks(runs.Sum(r => r.Timed.Sum(t => t.Took.Ticks)));
        return
        [
            new XAttribute("tests", runs.Sum(r => r.Timed.Length) + errors),
            new XAttribute("failures", runs.Sum(r => r.Failed)),
            new XAttribute("errors", errors),
            new XAttribute("skipped", 0),
            new XAttribute("time", Seconds(took)),
        ];
    }

    private static XElement CaseOf(FileRun run, TimedReport timed)
    {
        var report = timed.Report;
        var line = report.Place.Position.Line;
        return Case(
            run,
            report.IsTableRow ? $"{report.Name} (line {line})" : report.Name,
            line,
            timed.Took,
            report.Passed ? null : FailureOf(report),
            report.Sample is { } sample
                ? new XElement("system-out", string.Create(
                    CultureInfo.InvariantCulture,
                    $"sampled {report.Situations} of {sample.Of}, seed {sample.Seed}"))
                : null);
    }

    private static XElement Unloadable(FileRun run) => Case(
        run,
        "loads",
        run.Diagnostics[0].Place.Position.Line,
        TimeSpan.Zero,
        new XElement(
            "error",
            new XAttribute("type", run.Diagnostics[0].Descriptor.Code),
            new XAttribute("message", Clean(run.Diagnostics[0].Message)),
            Clean(DiagnosticPrinter.Print(run.Diagnostics))));

    private static XElement Case(
        FileRun run, string name, int line, TimeSpan took, params XElement?[] content) => new(
        "testcase",
        new XAttribute("classname", Clean(run.Path)),
        new XAttribute("name", Clean(name)),
        new XAttribute("time", Seconds(took)),
        new XAttribute("file", Clean(run.Path)),
        new XAttribute("line", line),
        content);

    private static XElement FailureOf(TestReport report)
    {
        var failure = report.Failures[0];
        return new XElement(
            "failure",
            new XAttribute("type", Clean(failure.Part)),
            new XAttribute(
                "message",
                Clean($"{failure.Part}: expected {failure.Expected}, got {failure.Actual}")),
            Clean(FailureText.Of(report)));
    }

    private static string Seconds(TimeSpan took) =>
        took.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    // XML cannot hold most control characters, not even escaped, nor half of a pair.
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(r =>
        (r.Value < ' ' && r.Value is not ('\n' or '\t')) || r.Value is 0xfffe or 0xffff or 0x7f
            ? "?"
            : r.ToString()));
}
