using System.Collections.Immutable;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>What came of one recorded case. It passed if there is neither a problem nor a
/// difference.</summary>
/// <param name="Line">The recorded line.</param>
/// <param name="Differences">Every field that differs.</param>
/// <param name="Problem">Why it could not be run at all; null if it was.</param>
/// <param name="Result">What the model did.</param>
public sealed record CaseReport(
    RecordedLine Line,
    ImmutableArray<RecordedDifference> Differences,
    string? Problem,
    TrialResult? Result)
{
    /// <summary>Whether model and recording agree.</summary>
    public bool Passed => Problem is null && Differences.IsEmpty;
}

/// <summary>Runs recorded cases through shipped policies and the machine, and compares.</summary>
public sealed class Conformance(PolicyShelf shelf)
{
    /// <summary>Runs one line of a recording.</summary>
    public CaseReport Run(RecordedLine line)
    {
        if (line.Case is not { } recorded)
        {
            return Unreadable(line);
        }

        return shelf.FindRunner(recorded.Policy) is { } runner
            ? Run(line, runner)
            : new CaseReport(
                line, [], $"the shipped policy {recorded.Policy} does not load", null);
    }

    /// <summary>Runs one line of a recording with a runner of one's own, whatever policy the line
    /// names.</summary>
    public static CaseReport Run(RecordedLine line, PolicyRunner runner)
    {
        if (line.Case is not { } recorded)
        {
            return Unreadable(line);
        }

        if (recorded.Situation.FindProblem(runner.Kernel) is { } problem)
        {
            return new CaseReport(line, [], problem, null);
        }

        var result = runner.Run(recorded.Situation, recorded.Action);
        return new CaseReport(line, Compare(recorded, result), null, result);
    }

    private static CaseReport Unreadable(RecordedLine line) =>
        new(line, [], line.Problem ?? "unreadable", null);

    private static ImmutableArray<RecordedDifference> Compare(
        RecordedCase recorded, TrialResult result) =>
    [
        .. recorded.Expected
            .Select(f => new RecordedDifference(f.Name, f.Value, ValueOf(f.Fact, result)))
            .Where(d => d.Recorded != d.Model),
    ];

    private static string ValueOf(RecordedFact fact, TrialResult result) => fact switch
    {
        RecordedFact.Path => result is { Path: { } path, Verdict: not Verdict.Fails }
            ? OutcomeText.Of(path.Action)
            : "fail",
        RecordedFact.Bounced => YesNo(result.Bounced),
        RecordedFact.Forced => YesNo(result.Facts.SwiotlbForce),
        RecordedFact.Pool => YesNo(result.Facts.PoolSize.Value > 0),
        _ => OutcomeWords.Of(result.Verdict),
    };

    private static string YesNo(bool value) => value ? "yes" : "no";
}
