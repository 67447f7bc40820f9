using DmaRules.Analysis.Coverage;
using DmaRules.Analysis.Regions;
using DmaRules.Cli.Input;

namespace DmaRules.Cli.Rendering;

/// <summary>What tests cover of rules and of regions of what they decide.</summary>
internal static class CoveragePage
{
    public static void Write(Page page, FileRun run)
    {
        if (run.Coverage is not { } report)
        {
            return;
        }

        page.Line();
        page.Line(Words.Strong($"coverage by {run.Path}"));
        page.Columns(2, fixedColumns: 3, [.. Rows(report.Covered)]);
        foreach (var left in report.Covered.NotAnalysed)
        {
            page.Prose(2, $"not taken apart: `decide {left.Decision}` is too large");
        }

        var open = report.Covered.Regions.Where(r => !r.IsCovered).ToList();
        var reachable = report.Missing.Select(m => m.Region).ToHashSet();
        foreach (var region in open.Where(r => !reachable.Contains(r)))
        {
            page.Prose(
                2,
                Words.Quiet($"{region.Rule.Name} with {region.Words}: "
                    + "no machine was found that gets there"));
        }

        if (report.Missing.Count > 0)
        {
            page.Line();
            page.Line("not covered; these tests would, and pass as the policy is:");
            foreach (var missing in report.Missing)
            {
                page.Line();
                page.Verbatim(MissingCaseText.Of(missing));
            }
        }
    }

    public static object? AnswerOf(CoverageReport? report) => report is null ? null : new
    {
        Rules = RulesOf(report.Covered).Select(r => new
        {
            Decision = r.Decision,
            Rule = r.Rule,
            Covered = r.Covered > 0,
            CoveredRegions = r.Covered,
            Regions = r.All,
        }),
        Missing = report.Missing.Select(m => new
        {
            Rule = m.Region.Rule.Name,
            Region = m.Region.Words,
            Test = MissingCaseText.Of(m),
        }),
        Unreached = report.Covered.Regions
            .Where(r => !r.IsCovered && report.Missing.All(m => m.Region != r))
            .Select(r => new { Rule = r.Rule.Name, Region = r.Words }),
        NotAnalysed = report.Covered.NotAnalysed.Select(n => new { n.Decision, n.Drivers }),
    };

    private static IEnumerable<Words[]> Rows(PolicyCoverage covered)
    {
        foreach (var decision in RulesOf(covered).GroupBy(r => r.Decision))
        {
            var rules = decision.ToList();
            yield return
            [
                Words.Strong(decision.Key),
                $"{rules.Count(r => r.Covered > 0)} of {PolicyText.Count(rules.Count, "rule")}",
                $"{rules.Sum(r => r.Covered)} of "
                    + PolicyText.Count(rules.Sum(r => r.All), "region"),
            ];
            foreach (var rule in rules)
            {
                var count = $"{rule.Covered} of {PolicyText.Count(rule.All, "region")}";
                yield return
                [
                    $"  {rule.Rule}",
                    "",
                    rule.Covered == 0 ? Words.Bad(count)
                        : rule.Covered < rule.All ? count
                        : Words.Good(count),
                ];
            }
        }
    }

    private static IEnumerable<(string Decision, string Rule, int Covered, int All)> RulesOf(
        PolicyCoverage covered) =>
        from region in covered.Regions
        group region by (region.Decision, region.Rule) into rule
        select (
            covered.Policy.Decisions[rule.Key.Decision].Symbol.Name,
            rule.Key.Rule.Name,
            rule.Count(r => r.IsCovered),
            rule.Count());
}
