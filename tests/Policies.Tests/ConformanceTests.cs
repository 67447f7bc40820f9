using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;

namespace DmaRules.Policies.Tests;

/// <summary>Every recorded scenario, through policy and machine.</summary>
public sealed class ConformanceTests
{
    private static readonly string[] Lines = File.ReadAllLines(
        Path.Combine(RepositoryRoot.Path, "tests", "data", "dispatch-scenarios.csv"));

    [Fact]
    public void EveryRecordedScenarioAgrees()
    {
        var failed = RunAll(Lines[1..]).Where(r => !r.Passed).Select(Describe).ToList();
        failed.ShouldBeEmpty(string.Join('\n', failed));
    }

    private static List<CaseReport> RunAll(IEnumerable<string> rows)
    {
        using var engine = new InterpretedEngine();
        var shelf = new PolicyShelf(engine);
        var conformance = new Conformance(shelf);
        return [.. new DispatchScenarioReader(shelf).Read(rows).Select(conformance.Run)];
    }

    private static string Describe(CaseReport report) =>
        $"{report.Line.Id}: {report.Problem} {string.Join("; ", report.Differences)}";
}
