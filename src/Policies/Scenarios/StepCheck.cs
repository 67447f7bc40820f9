using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Compares one expectation of a step with what the step did.</summary>
internal static class StepCheck
{
    public static Difference? FindDifference(
        StepExpectation expected, string seen, ImmutableArray<DmaEvent> events, Verdict verdict) =>
        expected switch
        {
            StepExpectation.Window window =>
                CheckWindow(window, LastWindow(events), LastGranted(events)),
            StepExpectation.Path path => CheckPath(path, LastPath(events)),
            StepExpectation.Sees sees => Differ("what is seen", sees.Word, seen),
            StepExpectation.Succeeds => Differ("the call", "ok", seen),
            StepExpectation.Fails fails => CheckFailure(fails, seen),
            StepExpectation.Bounces bounces => CheckBounce(bounces, events),
            StepExpectation.Dma dma => CheckVerdict(dma, verdict),
            _ => throw new UnreachableException(),
        };

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
