using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Analysis;

/// <summary>What an analysis found, and of which decisions it could not look at everything.
/// </summary>
public sealed record Findings(
    ImmutableArray<Diagnostic> Diagnostics, ImmutableArray<string> NotAnalysed);

/// <summary>Finds the rules under <c>first</c> that never decide, because rules above them hold
/// wherever they do. What is reported is a theorem: comparisons of two facts are taken to come out
/// either way, so such a rule may be missed, but none is reported that decides somewhere. A file
/// may shadow the rules of one that it uses, so only rules of one file are held against each
/// other.</summary>
public static class RuleOrder
{
    private const long StepsPerDecision = 500_000;
    private const int MostPlaces = 3;

    /// <summary>The rules of the policy's own file that never decide.</summary>
    public static Findings Check(BoundPolicy policy)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var notAnalysed = ImmutableArray.CreateBuilder<string>();
        foreach (var (decision, graph) in policy.Decisions.Zip(policy.Graphs))
        {
            var walk = new RegionWalk(StepsPerDecision);
            found.AddRange(Check(policy, decision, graph, walk));
            if (walk.IsOverBudget)
            {
                notAnalysed.Add(decision.Symbol.Name);
            }
        }

        return new Findings(found.ToImmutable(), notAnalysed.ToImmutable());
    }

    private static IEnumerable<Diagnostic> Check(
        BoundPolicy policy, BoundDecision decision, DecisionGraph graph, RegionWalk walk)
    {
        if (decision.Check is not null)
        {
            yield break;
        }

        for (var i = 1; i < decision.Rules.Length - 1 && !walk.IsOverBudget; i++)
        {
            var rule = decision.Rules[i];
            if (rule.Place.Source == policy.Source
                && ShadowOf(i, rule, graph, walk) is { Length: > 0 } shadow
                && Array.TrueForAll(shadow, s => decision.Rules[s].Place.Source == policy.Source))
            {
                yield return Report(decision, rule, [.. shadow.Select(s => decision.Rules[s])]);
            }
        }
    }

    // The rules that decide wherever this one holds; null if it is one of them, or if nobody knows.
    private static int[]? ShadowOf(
        int position, BoundRule rule, DecisionGraph graph, RegionWalk walk)
    {
        if (rule.When?.ToGraph(rule.Name, graph.Facts, rule.Place) is not { } condition)
        {
            return null;
        }

        var deciders = new SortedSet<int>();
        foreach (var (end, region) in walk.Ends(condition, Region.Everything(graph.Facts)))
        {
            if (end != DecisionGraph.Holds)
            {
                continue;
            }

            foreach (var (decider, _) in walk.Ends(graph, region))
            {
                if (decider == position)
                {
                    return null;
                }

                deciders.Add(decider);
            }
        }

        return walk.IsOverBudget ? null : [.. deciders];
    }

    private static Diagnostic Report(
        BoundDecision decision, BoundRule rule, ImmutableArray<BoundRule> shadow)
    {
        var names = Suggestion.List(shadow.Select(s => $"`{s.Name}`"), "and");
        var why = shadow.Length == 1
            ? $"{names} above it holds wherever it does"
            : $"{names} above it hold wherever it does, one or the other";
        var isSame = shadow.All(s => s.Outcome == rule.Outcome && s.Message == rule.Message);
        return new Diagnostic(
            DiagnosticCatalog.RuleNeverDecides,
            rule.Place.FirstLine(),
            [rule.Name, decision.Symbol.Name, why],
            isSame ? "take it out: the outcome is the same" : $"move it above `{shadow[0].Name}`",
            [.. shadow.Take(MostPlaces).Select(s =>
                new RelatedPlace(s.Place.FirstLine(), $"`{s.Name}` is here"))]);
    }
}
