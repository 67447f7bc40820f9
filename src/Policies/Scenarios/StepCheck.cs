using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Compares what is expected of a step with what the step did.</summary>
public static class StepCheck
{
    /// <summary>The first expectation that was not met, or null. Verdict and measures are the
    /// actor's where the step has one, else those of all devices.</summary>
    public static Difference? FindDifference(
        ScenarioStep step, StepSight sight, ImmutableArray<DmaEvent> events, Stage stage)
    {
        var device = step.Actor == MemoryHotplug.Subject ? null : step.Actor;
        return step.Expectations.Select(e => e switch
        {
            StepExpectation.Window window =>
                CheckWindow(window, LastWindow(events), LastGranted(events)),
            StepExpectation.Path path => CheckPath(path, LastPath(events)),
            StepExpectation.Sees sees => Differ("what is seen", sees.Word, sight.Word),
            StepExpectation.Succeeds => Differ("the call", "ok", sight.Word),
            StepExpectation.Fails fails => CheckFailure(fails, sight.Word),
            StepExpectation.Bounces bounces => CheckBounce(bounces, events),
            StepExpectation.Dma dma =>
                CheckVerdict(dma, device is null ? stage.Verdict : stage.VerdictOf(device)),
            StepExpectation.Measure measure => CheckMeasure(measure, stage.ExposureOf(device)),
            _ => throw new UnreachableException(),
        }).FirstOrDefault(d => d is not null);
    }

    private static Difference? CheckWindow(
        StepExpectation.Window expected, WindowChoice? actual, GrantedWindow? granted) =>
        actual is null
            ? new Difference("window", expected.Outcome, "the step asks for none")
            : Differ("window", expected.Outcome, OutcomeText.Of(actual.Action, granted))
                ?? Differ("rule of window", expected.Rule ?? actual.Rule, actual.Rule);

    private static Difference? CheckPath(StepExpectation.Path expected, PathChoice? actual) =>
        actual is null
            ? new Difference("path", expected.Outcome, "the step asks for none")
            : Differ("path", expected.Outcome, OutcomeText.Of(actual))
                ?? Differ("rule of path", expected.Rule ?? actual.Rule, actual.Rule);

    private static Difference? CheckFailure(StepExpectation.Fails expected, string seen) =>
        expected.Reason is { } reason ? Differ("the call", $"fails {reason}", seen)
        : seen.StartsWith("fails ", StringComparison.Ordinal) ? null
        : new Difference("the call", "fails", seen);

    private static Difference? CheckBounce(
        StepExpectation.Bounces expected, ImmutableArray<DmaEvent> events) =>
        Differ(
            "bounced", Show(expected.Yes), Show(events.Any(e => e.Kind == DmaEventKind.Bounced)));

    private static Difference? CheckVerdict(StepExpectation.Dma expected, Verdict verdict)
    {
        var wanted =
            expected.Reason is null ? expected.Verdict : $"{expected.Verdict} {expected.Reason}";
        return Differ("dma", wanted, expected.Reason is null ? verdict.Word : verdict.ToString());
    }

    private static Difference? CheckMeasure(StepExpectation.Measure expected, Exposure exposure)
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
        return isMet
            ? null
            : new Difference(
                expected.Consequence.Name,
                $"{expected.Sign} {ValueText.Show(type, expected.Value)}",
                ValueText.Show(type, actual));
    }

    private static WindowChoice? LastWindow(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(e => e.Window is not null).Window;

    private static GrantedWindow? LastGranted(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(IsMaskCall).Granted;

    private static bool IsMaskCall(DmaEvent happened) =>
        happened.Kind is DmaEventKind.MaskAccepted or DmaEventKind.MaskRefused;

    private static PathChoice? LastPath(ImmutableArray<DmaEvent> events) =>
        events.LastOrDefault(e => e.Path is not null).Path;

    private static Difference? Differ(string part, string expected, string actual) =>
        expected == actual ? null : new Difference(part, expected, actual);

    private static string Show(bool value) => value ? "yes" : "no";
}
