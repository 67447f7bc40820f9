using DmaRules.Policies.Library;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>Runs <c>dispatch-scenarios.csv</c>: every row is a case of its own.</summary>
internal sealed class ScenarioReplay(PolicyShelf shelf) : IReplay
{
    private readonly Conformance _conformance = new(shelf);

    public IEnumerable<ReplayFailure> Run(IEnumerable<string> lines, ReplayTally tally)
    {
        foreach (var line in new DispatchScenarioReader(shelf).Read(lines.Skip(1)))
        {
            var report = _conformance.Run(line);
            if (report.Problem is null)
            {
                Count(line.Case!, tally);
            }

            if (report.Passed)
            {
                tally.Passed++;
                continue;
            }

            tally.Failed++;
            foreach (var difference in report.Differences)
            {
                tally.Of(difference.Field).Differing++;
            }

            yield return new ReplayFailure(
                line.Id, line.Line, report.Problem, report.Differences);
        }
    }

    private static void Count(RecordedCase recorded, ReplayTally tally)
    {
        foreach (var field in recorded.Expected)
        {
            tally.Of(field.Name).Compared++;
        }

        foreach (var column in DispatchScenarioReader.Columns
            .Except(recorded.Expected.Select(f => f.Name)))
        {
            var isOrigin = column is "id" or "source" or "basis";
            tally.Of(column).Leave(
                isOrigin ? "says where the row comes from" : "given to the model");
        }
    }
}
