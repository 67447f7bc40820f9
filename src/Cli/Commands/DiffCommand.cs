using System.CommandLine;
using DmaRules.Analysis;
using DmaRules.Analysis.Difference;
using DmaRules.Analysis.Regions;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;

namespace DmaRules.Cli.Commands;

/// <summary>What two policies decide differently, and for which facts: all of it.</summary>
internal static class DiffCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var before = new Argument<string>("BEFORE")
        {
            Description = "a policy file, or the name of a shipped policy",
        };
        var after = new Argument<string>("AFTER") { Description = "the policy to compare it with" };
        var command = new Command("diff", "what two policies decide differently, for all facts")
        {
            before,
            after,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            var finder = new PolicyFinder(shell);
            return finder.Find(parsed.GetRequiredValue(before))
                .Failed(out var one, out var complaint)
                || finder.Find(parsed.GetRequiredValue(after)).Failed(out var other, out complaint)
                ? reply.Refuse(complaint)
                : Run(reply, one, other);
        });
        return command;
    }

    private static int Run(Reply reply, BoundPolicy before, BoundPolicy after)
    {
        var difference = PolicyDifference.Between(before, after);
        var (one, other) = (PolicyText.NameOf(before), PolicyText.NameOf(after));
        var answer = new
        {
            Before = one,
            After = other,
            Differences = difference.Differences.Select(d => new
            {
                d.Decision,
                d.Before,
                d.After,
                Regions = d.Regions.Select(r => new { r.Words, Witness = r.Assignments }),
                d.IsCutShort,
            }),
            NotAnalysed = difference.NotAnalysed.Select(n => new { n.Decision, n.Drivers }),
        };
        return reply.Give("diff", ExitOf(difference), answer, page =>
        {
            page.Line($"{one} -> {other}");
            foreach (var found in difference.Differences)
            {
                page.Line();
                Write(page, found);
            }

            page.Line();
            foreach (var left in difference.NotAnalysed)
            {
                page.Prose(0, $"not compared: `decide {left.Decision}` is too large");
            }

            page.Line(Summary(difference));
        });
    }

    private static int ExitOf(PolicyDifference difference) =>
        !difference.Differences.IsEmpty ? ExitCode.No
        : difference.NotAnalysed.IsEmpty ? ExitCode.Done
        : ExitCode.Limit;

    private static void Write(Page page, DecisionDifference found)
    {
        page.Prose(0, Words.Strong(found.Decision), ": ", found.Before, " -> ", found.After);
        foreach (var region in found.Regions)
        {
            page.Prose(2, $"with {region.Words}");
        }

        if (found.IsCutShort)
        {
            page.Prose(2, "and more");
        }
    }

    private static string Summary(PolicyDifference difference)
    {
        var regions = difference.Differences.Sum(d => d.Regions.Length);
        return difference.Differences.IsEmpty
            ? difference.NotAnalysed.IsEmpty ? "no difference" : "no difference found"
            : $"{PolicyText.Count(regions, "region")} in which decisions differ";
    }
}
