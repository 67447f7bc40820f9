using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Analysis.Rules;

/// <summary>Where a decision breaks its own word: two rules hold under <c>unique</c>, rules
/// disagree under <c>any</c>, or none holds where the last says that this is impossible.</summary>
internal static class PromiseFindings
{
    private const int MostPairs = 20;
    private const int MostRegions = 3;

    /// <summary>Every pair of rules and every gap; the same messages that a broken decision gives
    /// when it is made.</summary>
    public static IEnumerable<Diagnostic> Of(DecisionRegions regions, BoundPolicy policy)
    {
        var clashes = Clashes(regions)
            .Where(c => IsOwn(c.One, regions, policy) || IsOwn(c.Other, regions, policy))
            .Take(MostPairs)
            .Select(c => Clash(regions, c.One, c.Other));
        var last = regions.Decision.Rules[^1];
        var isBroken = last.Outcome == OutcomeSymbol.Impossible
            && last.Place.Source == policy.Source
            && regions.Gap != DiagramTable.False;
        return isBroken ? clashes.Append(Impossible(regions, last)) : clashes;
    }

    private static IEnumerable<(int One, int Other)> Clashes(DecisionRegions regions)
    {
        if (regions.Decision.Check is not { Groups: var groups })
        {
            yield break;
        }

        for (var one = 0; one < regions.Count; one++)
        {
            for (var other = one + 1; other < regions.Count; other++)
            {
                if (groups[one] != groups[other]
                    && regions.Both(one, other) != DiagramTable.False)
                {
                    yield return (one, other);
                }
            }
        }
    }

    private static bool IsOwn(int rule, DecisionRegions regions, BoundPolicy policy) =>
        regions.Decision.Rules[rule].Place.Source == policy.Source;

    private static Diagnostic Clash(DecisionRegions regions, int upper, int lower)
    {
        var (one, other) = (regions.Decision.Rules[upper], regions.Decision.Rules[lower]);
        var name = regions.Decision.Symbol.Name;
        var isUnique = regions.Decision.HitPolicy == "unique";
        return new Diagnostic(
            isUnique ? DiagnosticCatalog.RulesOverlap : DiagnosticCatalog.RulesDisagree,
            other.Place.FirstLine(),
            isUnique
                ? [one.Name, other.Name, name]
                : [one.Name, other.Name, name, one.Outcome.Text, other.Outcome.Text],
            $"that is so with {Where(regions, regions.Both(upper, lower))}: write `first` to let "
                + "the upper one win, or add `and not ...` to one of them",
            [new RelatedPlace(one.Place.FirstLine(), $"`{one.Name}` is here")]);
    }

    private static Diagnostic Impossible(DecisionRegions regions, BoundRule last) => new(
        DiagnosticCatalog.ImpossibleReached,
        last.Place.FirstLine(),
        [regions.Decision.Symbol.Name],
        $"that is so with {Where(regions, regions.Gap)}: add a rule for it, or write "
            + $"`{regions.Decision.Symbol.CautiousEnd}`");

    private static string Where(DecisionRegions regions, int diagram)
    {
        var shown = regions.Show(diagram, MostRegions + 1);
        var words = string.Join("; or ", shown.Take(MostRegions).Select(r => r.Words));
        var witness = string.Join(' ', shown[0].Assignments);
        var command = $"`eval --alone {regions.Decision.Symbol.Name}`";
        return words + (shown.Length > MostRegions ? "; ..." : "")
            + (witness.Length > 0 ? $" ({command} shows it with `{witness}`)" : "");
    }
}
