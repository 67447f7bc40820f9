using System.Collections.Immutable;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Builds the check of a hit word: which rules may hold together, and the graphs that find
/// those that do and must not.</summary>
internal sealed class HitCheckBinder(DecisionGraphBuilder builder)
{
    /// <summary>Null under <c>first</c>, and after a complaint that a graph grew too
    /// large.</summary>
    public HitCheck? Bind(
        string hitWord,
        string decision,
        ImmutableArray<BoundExpression> conditions,
        ImmutableArray<GraphRule> rules,
        SourcePlace place)
    {
        if (hitWord == "first")
        {
            return null;
        }

        var groups = hitWord == "any" ? GroupsByOutcome(rules) : GroupsOfOne(rules);
        ImmutableArray<int> order =
            [.. Enumerable.Range(0, conditions.Length).OrderBy(i => groups[i])];
        return builder.Build(decision, conditions, rules, order, place) is { } forward
            && builder.Build(decision, conditions, rules, [.. order.Reverse()], place) is { } back
                ? new HitCheck(forward, back, groups)
                : null;
    }

    private static ImmutableArray<int> GroupsOfOne(ImmutableArray<GraphRule> rules) =>
        [.. Enumerable.Range(0, rules.Length)];

    // `otherwise` decides only where no other rule holds, so it is a group of its own.
    private static ImmutableArray<int> GroupsByOutcome(ImmutableArray<GraphRule> rules)
    {
        var known = new Dictionary<(OutcomeSymbol? Outcome, string? Message), int>();
        var groups = ImmutableArray.CreateBuilder<int>(rules.Length);
        foreach (var rule in rules[..^1])
        {
            var key = (rule.Outcome, rule.Message);
            known.TryAdd(key, known.Count);
            groups.Add(known[key]);
        }

        groups.Add(known.Count);
        return groups.ToImmutable();
    }
}
