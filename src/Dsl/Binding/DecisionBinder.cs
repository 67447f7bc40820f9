using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A decision and its graph.</summary>
internal sealed record DecisionWithGraph(BoundDecision Decision, DecisionGraph Graph);

/// <summary>Binds the rules of every decision and has their graphs built.</summary>
internal sealed class DecisionBinder(Scope scope, DecisionGraphBuilder builder)
{
    private const string Otherwise = "otherwise";

    private readonly WordBinder _words = new(scope.Schema, scope.Diagnostics);
    private readonly HitCheckBinder _checks = new(builder);

    /// <summary>The decisions in the schema's order; those with errors are left out.</summary>
    public ImmutableArray<DecisionWithGraph> Bind(IReadOnlyList<MergedDecision> merged)
    {
        var bound = merged.Select(Bind).OfType<DecisionWithGraph>().ToList();
        return
        [
            .. scope.Schema.Decisions.SelectMany(d => bound.Where(b => b.Decision.Symbol == d)),
        ];
    }

    private DecisionWithGraph? Bind(MergedDecision merged)
    {
        if (_words.Decision(merged.Name) is not { } decision)
        {
            return null;
        }

        var reader = new Reader(decision, KnowsConsequences: false);
        var expressions = new ExpressionBinder(scope, reader);
        var conditions = ImmutableArray.CreateBuilder<BoundExpression>(merged.Rules.Count);
        var rules = ImmutableArray.CreateBuilder<BoundRule>(merged.Rules.Count + 1);
        foreach (var rule in merged.Rules)
        {
            // A rule with a mistake is bound all the same, for the sake of its other mistakes.
            var condition =
                rule.When is null ? new BoundExpression.Broken() : expressions.Bind(rule.When);
            if (Rule(decision, rule, condition) is { } bound && !condition.IsBroken)
            {
                conditions.Add(condition);
                rules.Add(bound);
            }
        }

        if (Last(decision, merged) is not { } last || rules.Count < merged.Rules.Count)
        {
            return null;
        }

        rules.Add(last);
        return Build(decision, merged, conditions.MoveToImmutable(), rules.MoveToImmutable());
    }

    private DecisionWithGraph? Build(
        DecisionSymbol decision,
        MergedDecision merged,
        ImmutableArray<BoundExpression> conditions,
        ImmutableArray<BoundRule> rules)
    {
        var place = merged.Place.FirstLine();
        var asked = ImmutableArray<GraphRule>.CastUp(rules);
        if (builder.Build(decision.Name, conditions, asked, place) is not { } graph)
        {
            return null;
        }

        var hitWord = merged.HitPolicy.Text;
        var check = _checks.Bind(hitWord, decision.Name, conditions, asked, place);
        return new DecisionWithGraph(
            new BoundDecision(decision, hitWord, rules, check), graph);
    }

    private BoundRule? Rule(
        DecisionSymbol decision, RuleSyntax rule, BoundExpression condition) =>
        rule is { Name: { } name, Outcome: { } words }
            && _words.Outcome(decision, words) is { } outcome
            ? new BoundRule(
                name.Text, outcome, words.Message?.Text, PolicyBinder.Metas(rule.Metas), rule.Place)
            {
                When = new BoundCondition(condition),
            }
            : null;

    private BoundRule? Last(DecisionSymbol decision, MergedDecision merged)
    {
        if (merged.Otherwise is not { } last)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.OtherwiseMissing,
                merged.Place.FirstLine(),
                $"end it with `{decision.CautiousEnd}`, or with another outcome",
                decision.Name);
            return null;
        }

        var outcome = last.Outcome is null
            ? OutcomeSymbol.Impossible
            : _words.Outcome(decision, last.Outcome);
        return outcome is null
            ? null
            : new BoundRule(
                Otherwise,
                outcome,
                last.Outcome?.Message?.Text,
                PolicyBinder.Metas(last.Metas),
                last.Place);
    }
}
