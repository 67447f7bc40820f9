using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Analysis.Rules;

/// <summary>Conditions that never or always hold, and parts of conditions that could as well not be
/// there.</summary>
internal static class ConditionFindings
{
    public static IEnumerable<Diagnostic> Of(DecisionRegions regions, BoundPolicy policy)
    {
        for (var i = 0; i < regions.Count; i++)
        {
            var rule = regions.Decision.Rules[i];
            if (rule.Place.Source != policy.Source)
            {
                continue;
            }

            var name = regions.Decision.Symbol.Name;
            switch (regions.Holds(i))
            {
                case DiagramTable.False:
                    yield return new Diagnostic(
                        DiagnosticCatalog.ConditionNeverHolds,
                        rule.Place.FirstLine(),
                        [rule.Name, name],
                        "no facts meet it: its parts contradict each other");
                    break;
                case DiagramTable.True:
                    yield return new Diagnostic(
                        DiagnosticCatalog.ConditionAlwaysHolds,
                        rule.Place.FirstLine(),
                        [rule.Name, name],
                        "what is meant for all facts is `otherwise`");
                    break;
                default:
                    foreach (var finding in Needless(regions, rule, i, policy))
                    {
                        yield return finding;
                    }

                    break;
            }
        }
    }

    // A part is needless where the condition is the same without it.
    private static IEnumerable<Diagnostic> Needless(
        DecisionRegions regions, BoundRule rule, int position, BoundPolicy policy)
    {
        foreach (var part in rule.When!.WithoutEachPart(policy.Facts))
        {
            if (regions.Table.Of(part.Rest) == regions.Holds(position))
            {
                yield return new Diagnostic(
                    DiagnosticCatalog.ConditionPartNeedless,
                    part.Place.FirstLine(),
                    [part.Words, rule.Name],
                    "take it out: the condition says the same without it");
            }
        }
    }
}
