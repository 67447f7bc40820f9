using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>A rule at the facts of a decision. A null condition is that of
/// <c>otherwise</c>.</summary>
public sealed record RuleReport(BoundRule Rule, ConditionReport? Condition);

/// <summary>A decision taken apart: the rule that decided, and those that one would ask
/// about.</summary>
/// <param name="Name"><c>window</c> or <c>path</c>.</param>
/// <param name="Decider">The rule that decided.</param>
/// <param name="Wanted">The rule that was expected; where only its outcome was, the first rules
/// that have it. Empty if the decision is as expected.</param>
/// <param name="IsRuleNamed">Whether the test names the rule.</param>
/// <param name="Above">The first of the rules that were asked before and did not hold.</param>
/// <param name="OthersAbove">How many more of those there are.</param>
public sealed record DecisionReport(
    string Name,
    RuleReport Decider,
    ImmutableArray<RuleReport> Wanted,
    bool IsRuleNamed,
    ImmutableArray<RuleReport> Above,
    int OthersAbove)
{
    private const int MostWanted = 3;
    private const int MostAbove = 6;

    /// <summary>Takes a decision apart. What is not expected is null.</summary>
    public static DecisionReport Of(
        BoundPolicy policy, LoggedDecision decision, string? outcome, string? rule)
    {
        var bound = policy.Decisions[decision.Graph];
        var decider = bound.Rules[decision.Rule];
        var wanted = bound.Rules.Where(r => r != decider && IsWanted(r, decider, outcome, rule));
        return new DecisionReport(
            bound.Symbol.Name,
            Report(decider),
            [.. wanted.Take(MostWanted).Select(Report)],
            rule is not null,
            [.. bound.Rules.Take(Math.Min(decision.Rule, MostAbove)).Select(Report)],
            Math.Max(0, decision.Rule - MostAbove));

        RuleReport Report(BoundRule r) => new(
            r, r.When is null ? null : ConditionReport.Of(r.When, policy.Facts, decision.Facts));
    }

    private static bool IsWanted(
        BoundRule candidate, BoundRule decider, string? outcome, string? rule) =>
        rule is not null
            ? candidate.Name == rule
            : outcome is not null
                && decider.Outcome.Text != outcome
                && candidate.Outcome.Text == outcome;
}
