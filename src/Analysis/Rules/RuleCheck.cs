using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Analysis.Rules;

/// <summary>Looks at a policy's rules over all facts at once: conditions that never or always hold,
/// rules that never decide, and broken words. A file is judged for what stands in it: what it uses
/// is shadowed on purpose.</summary>
public static class RuleCheck
{
    /// <summary>All that is to be said about the rules of the policy's own file.
    /// <paramref name="withNotes"/>: also rules that are partly shadowed, which takes longer than
    /// all the rest.</summary>
    public static Findings Of(BoundPolicy policy, bool withNotes)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var notes = ImmutableArray.CreateBuilder<Diagnostic>();
        var left = ImmutableArray.CreateBuilder<NotAnalysed>();
        foreach (var decision in policy.Decisions.Where(d => HasOwnRules(d, policy)))
        {
            try
            {
                var regions = DecisionRegions.Of(decision, policy.Facts);
                ImmutableArray<Diagnostic> ofDecision =
                [
                    .. ConditionFindings.Of(regions, policy),
                    .. OrderFindings.Never(regions, policy),
                    .. PromiseFindings.Of(regions, policy),
                ];
                ImmutableArray<Diagnostic> partly =
                    withNotes ? [.. OrderFindings.Partly(regions, policy)] : [];
                found.AddRange(ofDecision);
                notes.AddRange(partly);
            }
            catch (OverBudgetException over)
            {
                left.Add(over.LeavingOut(decision.Symbol.Name));
            }
        }

        return new Findings(found.ToImmutable(), notes.ToImmutable(), left.ToImmutable());
    }

    private static bool HasOwnRules(BoundDecision decision, BoundPolicy policy) =>
        decision.Rules.Any(r => r.Place.Source == policy.Source);
}
