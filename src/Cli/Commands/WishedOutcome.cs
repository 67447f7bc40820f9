using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>What somebody would have liked instead: an outcome of one of the decisions, or that all
/// works.</summary>
/// <param name="Text">As it was asked.</param>
/// <param name="Decision">Which decision's outcome, by its place; null: the verdict
/// ok.</param>
internal sealed record WishedOutcome(string Text, int? Decision)
{
    private const string Ok = "ok";

    /// <summary>Reads it: an outcome, or the words that several begin with; path before
    /// window.</summary>
    public static Read<WishedOutcome> Of(string text, BoundPolicy policy, bool mayBeOk)
    {
        if (mayBeOk && text == Ok)
        {
            return new Read<WishedOutcome>(new WishedOutcome(text, null), null);
        }

        var found = policy.Decisions.Index().Reverse()
            .Where(d => d.Item.Symbol.Outcomes.Any(o => Begins(o.Text, text)))
            .Select(d => new WishedOutcome(text, d.Index))
            .FirstOrDefault();
        string[] known = [.. KnownTo(policy), .. mayBeOk ? [Ok] : Array.Empty<string>()];
        return found is not null
            ? new Read<WishedOutcome>(found, null)
            : new Read<WishedOutcome>(null, new Complaint.Unusable(
                $"`{text}` is not an outcome", Suggestion.Help(text, known)));
    }

    /// <summary>All that can be wished for, the path's outcomes first.</summary>
    private static IEnumerable<string> KnownTo(BoundPolicy policy) =>
        policy.Decisions.Reverse()
            .SelectMany(d => d.Symbol.Outcomes.Select(o => o.Text))
            .Distinct();

    /// <summary>Whether an outcome is meant by it.</summary>
    public bool IsMet(string outcome) => Begins(outcome, Text);

    /// <summary>Whether it is what a run came to.</summary>
    public bool IsMet(TrialResult result) => Decision switch
    {
        null => result.Verdict is Verdict.Ok,
        PolicyDispatch.WindowGraph => result.Window is { } window
            && IsMet(OutcomeText.Of(window.Action, result.Granted)),
        _ => result.Path is { } path && IsMet(OutcomeText.Of(path)),
    };

    private static bool Begins(string outcome, string text) =>
        outcome == text || outcome.StartsWith(text + " ", StringComparison.Ordinal);
}
