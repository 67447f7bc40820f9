using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Analysis.Rules;

/// <summary>Rules under <c>first</c> that never decide, or not wherever they hold, because of rules
/// above them.</summary>
internal static class OrderFindings
{
    private const int MostPlaces = 3;
    private const int MostRegions = 2;

    /// <summary>Rules that never decide.</summary>
    public static IEnumerable<Diagnostic> Never(DecisionRegions regions, BoundPolicy policy)
    {
        for (var i = 1; i < regions.Count && regions.Decision.Check is null; i++)
        {
            var rule = regions.Decision.Rules[i];
            var isDead = rule.Place.Source == policy.Source
                && regions.Holds(i) != DiagramTable.False
                && regions.Decides(i) == DiagramTable.False;
            if (isDead && OwnShadowOf(i, regions, policy) is { IsEmpty: false } shadow)
            {
                yield return Dead(regions.Decision, rule, shadow);
            }
        }
    }

    /// <summary>Rules that decide only in part of where they hold.</summary>
    public static IEnumerable<Diagnostic> Partly(DecisionRegions regions, BoundPolicy policy)
    {
        for (var i = 1; i < regions.Count && regions.Decision.Check is null; i++)
        {
            var rule = regions.Decision.Rules[i];
            var (holds, decides) = (regions.Holds(i), regions.Decides(i));
            if (rule.Place.Source == policy.Source
                && decides != DiagramTable.False
                && decides != holds)
            {
                yield return Part(regions, rule, regions.Table.Minus(holds, decides), i);
            }
        }
    }

    // Null where a rule of another file is needed for the shadow.
    private static ImmutableArray<BoundRule> OwnShadowOf(
        int rule, DecisionRegions regions, BoundPolicy policy)
    {
        ImmutableArray<BoundRule> shadow =
            [.. regions.ShadowOf(rule).Select(r => regions.Decision.Rules[r])];
        return shadow.All(s => s.Place.Source == policy.Source) ? shadow : [];
    }

    private static Diagnostic Dead(
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
            [.. shadow.Take(MostPlaces).Select(Here)]);
    }

    private static Diagnostic Part(DecisionRegions regions, BoundRule rule, int lost, int position)
    {
        ImmutableArray<BoundRule> takers =
        [
            .. Enumerable.Range(0, position)
                .Where(r => regions.Table.And(regions.Decides(r), lost) != DiagramTable.False)
                .Select(r => regions.Decision.Rules[r]),
        ];
        var names = Suggestion.List(takers.Select(t => $"`{t.Name}`"), "and");
        var shown = regions.Show(lost, MostRegions + 1);
        var where = string.Join("; or ", shown.Take(MostRegions).Select(r => r.Words));
        return new Diagnostic(
            DiagnosticCatalog.RulePartlyShadowed,
            rule.Place.FirstLine(),
            [
                rule.Name,
                regions.Decision.Symbol.Name,
                $"with {where}{(shown.Length > MostRegions ? "; ..." : "")}",
                $"{names} above it",
            ],
            "nothing is wrong with that if it is meant",
            [.. takers.Take(MostPlaces).Select(Here)]);
    }

    private static RelatedPlace Here(BoundRule rule) =>
        new(rule.Place.FirstLine(), $"`{rule.Name}` is here");
}
