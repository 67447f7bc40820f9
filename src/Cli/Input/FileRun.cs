using System.Collections.Immutable;
using DmaRules.Analysis.Coverage;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>A test that was run, and how long that took. The time goes nowhere but into reports
/// that want one: equal runs are to look the same.</summary>
internal sealed record TimedReport(TestReport Report, TimeSpan Took);

/// <summary>What came of the tests of one file. With diagnostics none was run.</summary>
/// <param name="Path">The file.</param>
/// <param name="Engine">Who decided.</param>
/// <param name="Timed">The tests, as they stand in the file; scenarios and comparisons behind
/// them.</param>
/// <param name="Coverage">What they cover; null if nobody wants to know.</param>
/// <param name="Diagnostics">Why the file does not load.</param>
internal sealed record FileRun(
    string Path,
    string Engine,
    ImmutableArray<TimedReport> Timed,
    CoverageReport? Coverage,
    ImmutableArray<Diagnostic> Diagnostics)
{
    public IEnumerable<TestReport> Reports => Timed.Select(t => t.Report);

    public bool IsGood => Diagnostics.IsEmpty && Failed == 0;

    public int Failed => Reports.Count(r => !r.Passed);

    public int Passed => Timed.Length - Failed;

    public long Cases => Reports.Sum(r => r.Cases);
}

/// <summary>What the tests of one file cover of its policy, and cases for what they do not.
/// </summary>
internal sealed record CoverageReport(PolicyCoverage Covered, IReadOnlyList<MissingCase> Missing);
