using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>One part of an expectation that was not met.</summary>
public sealed record Difference(string Part, string Expected, string Actual);

/// <summary>Compares an expectation with a result, part by part: outcome, rule, dma,
/// bounced.</summary>
public static class Comparison
{
    /// <summary>The first part that differs, or null.</summary>
    public static Difference? FindDifference(BoundExpectation expected, TrialResult result)
    {
        var isWindow = expected.Result.Decision.Name == "window";
        var (outcome, rule, message) = isWindow ? ShowWindow(result) : ShowPath(result);
        return FindDecisionDifference(expected, result, outcome, message)
            ?? Differ(
                $"rule of {expected.Result.Name}", expected.RuleName, rule ?? "none was asked")
            ?? FindVerdictDifference(expected, result.Verdict)
            ?? FindBounceDifference(expected, result);
    }

    private static (string? Outcome, string? Rule, string? Message) ShowWindow(
        TrialResult result) =>
        result.Window is { } window
            ? (OutcomeText.Of(window.Action, result.Granted), window.Rule, window.Message)
            : default;

    private static (string? Outcome, string? Rule, string? Message) ShowPath(TrialResult result) =>
        result.Path is { } path ? (OutcomeText.Of(path), path.Rule, path.Message) : default;

    private static Difference? FindDecisionDifference(
        BoundExpectation expected, TrialResult result, string? outcome, string? message)
    {
        var name = expected.Result.Name;
        var actual = outcome ?? $"not asked: a mask call failed ({result.Verdict})";
        return Differ(name, expected.Outcome, actual)
            ?? Differ($"message of {name}", expected.Message, message ?? "none");
    }

    private static Difference? FindVerdictDifference(BoundExpectation expected, Verdict verdict)
    {
        if (expected.Verdict is null)
        {
            return null;
        }

        var wanted =
            expected.Reason is null ? expected.Verdict : $"{expected.Verdict} {expected.Reason}";
        var isMet = verdict.Word == expected.Verdict
            && (expected.Reason is null || verdict.Why?.Word() == expected.Reason);
        return isMet ? null : new Difference("dma", wanted, verdict.ToString());
    }

    private static Difference? FindBounceDifference(
        BoundExpectation expected, TrialResult result) =>
        expected.Bounced is { } bounced && bounced != result.Bounced
            ? new Difference("bounced", Show(bounced), Show(result.Bounced))
            : null;

    private static Difference? Differ(string part, string? expected, string actual) =>
        expected is null || expected == actual ? null : new Difference(part, expected, actual);

    private static string Show(bool value) => value ? "yes" : "no";
}
