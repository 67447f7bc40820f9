using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Scenarios;

/// <summary>Compares one expectation of a step with what the step did, part by part.</summary>
internal static class StepCheck
{
    private const string NotAsked = "the step asks for none";

    public static IEnumerable<ExpectedPart> PartsOf(
        StepExpectation expected, string seen, ImmutableArray<DmaEvent> events, Verdict verdict) =>
        expected switch
        {
            StepExpectation.Window window =>
                PartsOf(window, LastWindow(events), LastGranted(events)),
            StepExpectation.Path path => PartsOf(path, LastPath(events)),
            StepExpectation.Sees sees => [Comparison.Compare("what is seen", sees.Word, seen)],
            StepExpectation.Succeeds => [Comparison.Compare("the call", "ok", seen)],
            StepExpectation.Fails fails => [PartOf(fails, seen)],
            StepExpectation.Bounces bounces => [PartOf(bounces, events)],
            StepExpectation.Dma dma => [PartOf(dma, verdict)],
            _ => throw new UnreachableException(),
        };

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
