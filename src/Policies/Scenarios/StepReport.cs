using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>What came of one step.</summary>
/// <param name="Step">The step.</param>
/// <param name="Seen">What its actor or driver saw, in a word: <c>ok</c>, <c>fails REASON</c>,
/// <c>data</c>, <c>ciphertext</c>, <c>fault</c> ...; empty where a step only expects.</param>
/// <param name="NotJudged">Whose fault it was, if the step broke the rules of the API.</param>
/// <param name="Events">What happened.</param>
/// <param name="Verdict">The verdict after it: its actor's where it has one, else over all
/// devices.</param>
/// <param name="Parts">Every part of what was expected.</param>
public sealed record StepReport(
    ScenarioStep Step,
    string Seen,
    string? NotJudged,
    ImmutableArray<DmaEvent> Events,
    Verdict Verdict,
    ImmutableArray<ExpectedPart> Parts)
{
    /// <summary>The first part that was not met, or null.</summary>
    public Difference? Difference => Parts.FirstOrDefault(p => p.Differs) is { } part
        ? new Difference(part.Name, part.Expected ?? "", part.Actual)
        : null;

    /// <summary>What came of a step that was just played on a stage.</summary>
    public static StepReport Of(
        ScenarioStep step, StepSight sight, ImmutableArray<DmaEvent> events, Stage stage)
    {
        var verdict = StepCheck.VerdictFor(step, stage);
        ImmutableArray<ExpectedPart> parts =
            [.. StepCheck.PartsOf(step, sight, events, verdict, stage)];
        return new StepReport(step, sight.Word, sight.NotJudged, events, verdict, parts);
    }
}

/// <summary>What came of a scenario: it passed if every expectation was met.</summary>
/// <param name="Plan">The scenario.</param>
/// <param name="Problem">Why the machine cannot be built; null if it can.</param>
/// <param name="Steps">Its steps.</param>
/// <param name="Verdict">The first thing that went wrong, over all devices.</param>
/// <param name="Exposures">What each device could reach at the end, by name.</param>
/// <param name="Fault">Where the policy broke its own word; null if it kept it.</param>
public sealed record ScenarioReport(
    ScenarioPlan Plan,
    string? Problem,
    ImmutableArray<StepReport> Steps,
    Verdict Verdict,
    ImmutableArray<(string Device, Exposure Exposure)> Exposures,
    Diagnostic? Fault)
{
    /// <summary>Whether every expectation was met, and every decision could be made.</summary>
    public bool Passed =>
        Problem is null && Fault is null && Steps.All(s => s.Difference is null);
}
