using System.Globalization;
using System.Xml.Linq;
using DmaRules.Cli.Input;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Rendering;

/// <summary>A report in JUnit's form: a suite a file, a case a test. It has no times, so equal runs
/// give equal reports.</summary>
internal static class JunitText
{
    public static string Of(IReadOnlyList<FileRun> runs)
    {
        var suites = new XElement(
            "testsuites",
            new XAttribute("name", "dmarules"),
            new XAttribute("tests", runs.Sum(r => r.Reports.Length)),
            new XAttribute("failures", runs.Sum(r => r.Failed)),
            runs.Select(SuiteOf));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{suites}\n";
    }

    private static XElement SuiteOf(FileRun run) => new(
        "testsuite",
        new XAttribute("name", Clean(run.Path)),
        new XAttribute("tests", run.Reports.Length),
        new XAttribute("failures", run.Failed),
        new XAttribute("errors", run.Diagnostics.IsEmpty ? 0 : 1),
        run.Reports.Select(r => CaseOf(run, r)),
        run.Diagnostics.IsEmpty
            ? null
            : new XElement("system-err", Clean(DiagnosticPrinter.Print(run.Diagnostics))));

    private static XElement CaseOf(FileRun run, TestReport report) => new(
        "testcase",
        new XAttribute("classname", Clean(run.Path)),
        new XAttribute("name", Clean(report.Name)),
        new XAttribute("line", report.Place.Position.Line.ToString(CultureInfo.InvariantCulture)),
        report.Failure is { } failure ? FailureOf(failure) : null);

    private static XElement FailureOf(TestFailure failure) => new(
        "failure",
        new XAttribute("type", Clean(failure.Part)),
        new XAttribute("message", Clean($"expected {failure.Expected}, got {failure.Actual}")),
        Clean(string.Join(
            '\n', [failure.Place.ToString(), .. failure.Situation, .. failure.Explanation])));

    // XML cannot hold most control characters, not even escaped.
    private static string Clean(string text) =>
        string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '?' : c));
}
