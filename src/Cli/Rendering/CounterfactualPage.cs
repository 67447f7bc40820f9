using DmaRules.Analysis.Counterfactual;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Cli.Rendering;

/// <summary>What would have to be otherwise, in words.</summary>
internal static class CounterfactualPage
{
    // More of them can be had as JSON.
    private const int MostChanges = 20;
    private const int MostRules = 10;

    public static void Write(Page page, string wish, CounterfactualReport report)
    {
        page.Line();
        if (report.IsSo)
        {
            page.Line($"it is {wish} already");
            return;
        }

        if (report.Changes.IsEmpty)
        {
            page.Prose(0, report.Depth == 0
                ? $"what would make it {wish} is not known: there is too much to try"
                : $"no change of up to {Facts(report.Depth)} makes it {wish}");
            return;
        }

        page.Prose(
            0,
            $"it would be {wish} with any one of these, and with no part of one, all else as ",
            "given:");
        foreach (var change in report.Changes.Take(MostChanges))
        {
            page.Prose(2, change.Words);
        }

        var more = report.Changes.Length - MostChanges;
        if (more > 0)
        {
            page.Prose(2, $"and {more} more, in --json");
        }

        page.Prose(0, Words.Quiet(
            $"{PolicyText.Count(report.Tried, "change")} of up to {report.Depth} of "
            + $"{Facts(report.Facts)} tried"));
    }

    /// <summary>Why the rules with an outcome did not decide.</summary>
    public static void WriteRules(
        Page page,
        BoundPolicy policy,
        BoundDecision decision,
        Facts facts,
        Func<string, bool> isMeant)
    {
        BoundRule[] meant = [.. decision.Rules.Where(r => isMeant(r.Outcome.Text))];
        foreach (var rule in meant.Take(MostRules))
        {
            page.Prose(
                2,
                Words.Strong(rule.Name),
                $" says {rule.Outcome.Text}, but {Reason(policy, rule, facts)} ",
                Words.Quiet(rule.Place.ToString()));
        }

        if (meant.Length > MostRules)
        {
            page.Prose(2, $"and {PolicyText.Count(meant.Length - MostRules, "rule")} more");
        }
    }

    private static string Reason(BoundPolicy policy, BoundRule rule, Facts facts)
    {
        if (rule.When is not { } when)
        {
            return "is for what no other rule decides";
        }

        var report = ConditionReport.Of(when, policy.Facts, facts);
        if (report.FirstFalse is not { } missing)
        {
            return "an earlier rule decides";
        }

        var values = string.Join(", ", missing.Facts.Select(f => $"{f.Fact.Name} is {f.Value}"));
        return $"not: {missing.Words}" + (values.Length > 0 ? $" ({values})" : "");
    }

    public static object AnswerOf(string wish, CounterfactualReport report) => new
    {
        Outcome = wish,
        report.IsSo,
        Changes = report.Changes.Select(c => new { c.Words, Arguments = c.Assignments }),
        report.Depth,
        report.Facts,
        report.Tried,
    };

    private static string Facts(int count) => PolicyText.Count(count, "fact");
}
