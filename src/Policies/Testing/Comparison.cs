using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>One part of an expectation that was not met.</summary>
public sealed record Difference(string Part, string Expected, string Actual);

/// <summary>Compares an expectation with a result, part by part: outcome, message, rule, dma,
/// bounced.</summary>
public static class Comparison
{
    /// <summary>Whether all parts are as expected.</summary>
    public static bool IsMet(BoundExpectation expected, TrialResult result) =>
        !PartsOf(expected, result).Any(p => p.Differs);

    /// <summary>Every part, in the order in which one wants to know.</summary>
    public static IEnumerable<ExpectedPart> PartsOf(BoundExpectation expected, TrialResult result)
    {
        var name = expected.Result.Name;
        var (outcome, rule, message) =
            ResultAction.IsWindow(expected.Result) ? ShowWindow(result) : ShowPath(result);
        yield return Compare(
            name, expected.Outcome, outcome ?? $"not asked: a mask call failed ({result.Verdict})");
        if (expected.Message is not null || message is not null)
        {
            yield return Compare($"message of {name}", expected.Message, message ?? "none");
        }

        yield return Compare($"rule of {name}", expected.RuleName, rule ?? "none was asked");
        yield return CompareVerdict(expected, result.Verdict);
        yield return Compare("bounced", Show(expected.Bounced), Show(result.Bounced) ?? "");
    }

    /// <summary>A part, compared as it is shown.</summary>
    internal static ExpectedPart Compare(string part, string? expected, string actual) =>
        new(part, expected, actual, expected is not null && expected != actual);

    private static (string? Outcome, string? Rule, string? Message) ShowWindow(
        TrialResult result) =>
        result.Window is { } window
            ? (OutcomeText.Of(window.Action, result.Granted), window.Rule, window.Message)
            : default;

    private static (string? Outcome, string? Rule, string? Message) ShowPath(TrialResult result) =>
        result.Path is { } path ? (OutcomeText.Of(path), path.Rule, path.Message) : default;

    private static ExpectedPart CompareVerdict(BoundExpectation expected, Verdict verdict)
    {
        var wanted = expected.Reason is null
            ? expected.Verdict
            : $"{expected.Verdict} {expected.Reason}";
        var differs = expected.Verdict is not null
            && (verdict.Word != expected.Verdict
                || (expected.Reason is not null && verdict.Why?.Word() != expected.Reason));
        return new ExpectedPart("dma", wanted, verdict.ToString(), differs);
    }

    private static string? Show(bool? value) => value switch
    {
        true => "yes",
        false => "no",
        null => null,
    };
}
