using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Difference;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Rendering;

/// <summary>What <c>diff</c> says: where decisions differ, what that comes to on the machine, and a
/// line that sums it up.</summary>
internal sealed class DifferencePage(
    BoundPolicy before,
    BoundPolicy after,
    PolicyDifference decisions,
    MachineDifference? machine)
{
    // More of them can be had as JSON.
    private const int MostChanges = 12;
    private const int MostVerdicts = 4;

    private string Before => PolicyText.NameOf(before);

    private string After => PolicyText.NameOf(after);

    /// <summary>Yes, no, or unknown to some limit: whether they are alike.</summary>
    public int Exit => decisions.Differences.Length > 0 || machine is { Changes.Length: > 0 }
        ? ExitCode.No
        : decisions.NotAnalysed.IsEmpty ? ExitCode.Done
        : ExitCode.Limit;

    public object Answer => new
    {
        Before,
        After,
        Differences = decisions.Differences.Select(d => new
        {
            d.Decision,
            d.Before,
            d.After,
            Regions = d.Regions.Select(r => new { r.Words, Witness = r.Assignments }),
            d.IsCutShort,
            Machine = ConsequencesOf(d).Select(c => new { c.Before, c.After, Cases = c.Count }),
        }),
        NotAnalysed = decisions.NotAnalysed.Select(n => new { n.Decision, n.Drivers }),
        Machine = machine is null ? null : AnswerOf(machine),
    };

    public void Write(Page page)
    {
        page.Line($"{Before} -> {After}");
        foreach (var found in decisions.Differences)
        {
            page.Line();
            Write(page, found);
        }

        foreach (var left in decisions.NotAnalysed)
        {
            page.Prose(0, $"not compared: `decide {left.Decision}` is too large");
        }

        if (machine is { Changes.Length: > 0 })
        {
            page.Line();
            page.Line(Words.Strong("On the machine"));
            foreach (var changed in machine.Changes.Take(MostChanges))
            {
                Write(page, changed);
            }

            if (machine.Changes.Length > MostChanges)
            {
                var more = machine.Changes.Length - MostChanges;
                page.Prose(2, $"and {PolicyText.Count(more, "kind")} of change more, in --json");
            }
        }

        page.Line();
        page.Prose(0, Summary());
    }

    /// <summary>In short: the decisions, and the line that sums it up.</summary>
    public void WriteInShort(Page page)
    {
        foreach (var found in decisions.Differences)
        {
            var where = found.Regions.Length == 1
                ? $" with {found.Regions[0].Words}"
                : $" in {PolicyText.Count(found.Regions.Length, "region")}";
            page.Prose(
                2, Words.Strong(found.Decision), $": {found.Before} -> {found.After}{where}");
        }

        page.Prose(2, Words.Quiet(Summary()));
    }

    private void Write(Page page, DecisionDifference found)
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

        string[] verdicts =
        [
            .. ConsequencesOf(found).Select(
                c => $"{c.Before} -> {c.After} ({PolicyText.Count(c.Count, "case")})"),
        ];
        if (verdicts.Length > 0)
        {
            var words = string.Join("; ", verdicts.Take(MostVerdicts))
                + (verdicts.Length > MostVerdicts ? "; and more" : "");
            page.Prose(2, Words.Quiet($"on the machine: {words}"));
        }
    }

    private IEnumerable<DecisionConsequence> ConsequencesOf(DecisionDifference found) =>
        machine is null ? [] : machine.Consequences.Where(c => c.Decision == found.Decision
            && c.OutcomeBefore == OutcomeOf(found.Before)
            && c.OutcomeAfter == OutcomeOf(found.After));

    private static string OutcomeOf(string words)
    {
        var message = words.IndexOf(" \"", StringComparison.Ordinal);
        return message < 0 ? words : words[..message];
    }

    private static void Write(Page page, ChangedRuns changed)
    {
        var word = changed.Change switch
        {
            Change.Better => Words.Good("better   "),
            Change.Worse => Words.Bad("worse    "),
            _ => Words.Strong("different"),
        };
        var example = changed.Smallest;
        page.Prose(
            2,
            word,
            $"  {changed.Before} -> {changed.After}, ",
            $"{changed.PathBefore ?? "no path"} -> {changed.PathAfter ?? "no path"}: ",
            PolicyText.Count(changed.Count, "case"));
        page.Line($"    run {ArgumentsOf(example)}");
        page.Prose(4, Words.Quiet(Costs(example.Before, example.After)));
    }

    private static string Costs(TrialResult before, TrialResult after) =>
        $"{Pair(before, after, r => RunPage.Reach(r.Exposure))}; "
        + $"TCEs {Pair(before, after, r => $"{r.Exposure.Tces.Value}")}, "
        + $"hypercalls {Pair(before, after, r => $"{r.Effort.Hypercalls}")}, "
        + $"copied {Pair(before, after, r => TrialAnswer.Show(r.Effort.Copied))}";

    private static string Pair(
        TrialResult before, TrialResult after, Func<TrialResult, string> show) =>
        show(before) == show(after) ? show(before) : $"{show(before)} -> {show(after)}";

    private static string ArgumentsOf(ChangedRun run) =>
        string.Join(' ', CaseArguments.Of(run.Situation, run.Action));

    private string Summary()
    {
        var regions = decisions.Differences.Sum(d => d.Regions.Length);
        var words = regions > 0
            ? $"{PolicyText.Count(regions, "region")} in which decisions differ"
            : decisions.NotAnalysed.IsEmpty ? "no decision differs" : "no difference found";
        return machine is not null ? $"{words}; {Summary(machine)}"
            : before.Platform != after.Platform
                ? $"{words}; {before.Platform} and {after.Platform} have no machine in common"
            : $"{words}; there is too much to tell classes of machines by";
    }

    private static string Summary(MachineDifference machine)
    {
        var (worse, better) = (machine.CountOf(Change.Worse), machine.CountOf(Change.Better));
        var otherwise = machine.CountOf(Change.Different);
        var first = machine.IsCutShort ? "the first " : "";
        return FormattableString.Invariant(
                $"of {first}{machine.Machines:N0} machines with {machine.Drivers:N0} devices each ")
            + FormattableString.Invariant($"{worse:N0} cases fare worse, {better:N0} better, ")
            + FormattableString.Invariant($"{otherwise:N0} otherwise, {machine.Same:N0} as before");
    }

    private static object AnswerOf(MachineDifference machine) => new
    {
        machine.Machines,
        machine.Drivers,
        machine.IsCutShort,
        Worse = machine.CountOf(Change.Worse),
        Better = machine.CountOf(Change.Better),
        Different = machine.CountOf(Change.Different),
        machine.Same,
        Changes = machine.Changes.Select(c => new
        {
            Change = c.Change switch
            {
                Change.Worse => "worse",
                Change.Better => "better",
                _ => "different",
            },
            c.Before,
            c.After,
            c.PathBefore,
            c.PathAfter,
            Cases = c.Count,
            Arguments = CaseArguments.Of(c.Smallest.Situation, c.Smallest.Action),
            ExampleBefore = TrialAnswer.Of(c.Smallest.Before),
            ExampleAfter = TrialAnswer.Of(c.Smallest.After),
        }),
    };
}
