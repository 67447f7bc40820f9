using DmaRules.Policies.Recordings;
using DmaRules.Policies.Recordings.Scenarios;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>Every recorded scenario, through policy and machine.</summary>
public sealed class ConformanceTests
{
    [Fact]
    public void EveryRecordedScenarioAgrees()
    {
        using var rows = new RecordedRows();
        var failed = rows.RunAll(RecordedRows.Lines[1..])
            .Where(r => !r.Passed)
            .Select(Describe)
            .ToList();

        failed.ShouldBeEmpty(string.Join('\n', failed));
    }

    private static string Describe(CaseReport report) =>
        $"{report.Line.Id}: {report.Problem} {string.Join("; ", report.Differences)}";
}
