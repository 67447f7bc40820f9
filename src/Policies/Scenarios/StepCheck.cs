using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Compares what is expected of a step with what the step did, part by part.</summary>
internal static class StepCheck
{
    private const string NotAsked = "the step asks for none";

    /// <summary>The verdict that a step's expectation speaks of: its actor's where it has one, else
    /// that over all devices.</summary>
    public static Verdict VerdictFor(ScenarioStep step, Stage stage) =>
        DeviceOf(step) is { } device ? stage.VerdictOf(device) : stage.Verdict;

    /// <summary>Every part of what is expected. Verdict and measures are the actor's where the step
    /// has one, else those of all devices.</summary>
    public static IEnumerable<ExpectedPart> PartsOf(
        ScenarioStep step,
        StepSight sight,
        ImmutableArray<DmaEvent> events,
        Verdict verdict,
        Stage stage) =>
        step.Expectations.SelectMany(e => e switch
        {
            StepExpectation.Window window =>
                PartsOf(window, LastWindow(events), LastGranted(events)),
            StepExpectation.Path path => PartsOf(path, LastPath(events)),
            StepExpectation.Sees sees =>
                [Comparison.Compare("what is seen", sees.Word, sight.Word)],
            StepExpectation.Succeeds => [Comparison.Compare("the call", "ok", sight.Word)],
            StepExpectation.Fails fails => [PartOf(fails, sight.Word)],
            StepExpectation.Bounces bounces => [PartOf(bounces, events)],
            StepExpectation.Dma dma => [PartOf(dma, verdict)],
            StepExpectation.Measure measure =>
                [PartOf(measure, stage.ExposureOf(DeviceOf(step)))],
            _ => throw new UnreachableException(),
        });

    private static IEnumerable<ExpectedPart> PartsOf(
        StepExpectation.Window expected, WindowChoice? actual, GrantedWindow? granted) =>
    [
        Comparison.Compare(
            "window",
            expected.Outcome,
            actual is null ? NotAsked : OutcomeText.Of(actual.Action, granted)),
        Comparison.Compare("rule of window", expected.Rule, actual?.Rule ?? NotAsked),
    ];

    private static IEnumerable<ExpectedPart> PartsOf(
        StepExpectation.Path expected, PathChoice? actual) =>
    [
        Comparison.Compare(
            "path", expected.Outcome, actual is null ? NotAsked : OutcomeText.Of(actual)),
        Comparison.Compare("rule of path", expected.Rule, actual?.Rule ?? NotAsked),
    ];

    private static ExpectedPart PartOf(StepExpectation.Fails expected, string seen)
    {
        var isMet = expected.Reason is { } reason
            ? seen == $"fails {reason}"
            : seen.StartsWith("fails ", StringComparison.Ordinal);
        var wanted = expected.Reason is null ? "fails" : $"fails {expected.Reason}";
        return new ExpectedPart("the call", wanted, seen, !isMet);
    }

    private static ExpectedPart PartOf(
        StepExpectation.Bounces expected, ImmutableArray<DmaEvent> events) =>
        Comparison.Compare(
            "bounced", Show(expected.Yes), Show(events.Any(e => e.Kind == DmaEventKind.Bounced)));

    private static ExpectedPart PartOf(StepExpectation.Dma expected, Verdict verdict)
    {
        var wanted =
            expected.Reason is null ? expected.Verdict : $"{expected.Verdict} {expected.Reason}";
        var isMet = wanted == (expected.Reason is null ? verdict.Word : verdict.ToString());
        return new ExpectedPart("dma", wanted, verdict.ToString(), !isMet);
    }

    private static ExpectedPart PartOf(StepExpectation.Measure expected, Exposure exposure)
    {
        var actual = expected.Consequence == DmaSchema.Reachable ? exposure.Reachable.Value
            : expected.Consequence == DmaSchema.Shared ? exposure.Shared.Value
            : exposure.Tces.Value;
        var order = actual.CompareTo(expected.Value);
        var isMet = expected.Sign switch
        {
            "==" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
        var type = expected.Consequence.Type;
        return new ExpectedPart(
            expected.Consequence.Name,
            $"{expected.Sign} {ValueText.Show(type, expected.Value)}",
            ValueText.Show(type, actual),
            !isMet);
    }

    private static string? DeviceOf(ScenarioStep step) =>
        step.Actor == MemoryHotplug.Subject ? null : step.Actor;

    private static WindowChoice? LastWindow(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(e => e.Window is not null).Window;

    private static GrantedWindow? LastGranted(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(IsMaskCall).Granted;

    private static bool IsMaskCall(DmaEvent happened) =>
        happened.Kind is DmaEventKind.MaskAccepted or DmaEventKind.MaskRefused;

    private static PathChoice? LastPath(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(e => e.Path is not null).Path;

    private static string Show(bool value) => value ? "yes" : "no";
}
