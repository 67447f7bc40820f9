using System.Collections.Immutable;
using System.Globalization;

namespace DmaRules.Policies.Testing;

/// <summary>A failed test laid out for people: what was expected beside what came, part by part;
/// the rules taken apart; what happened; where else it fails, and what would make it
/// pass.</summary>
public static class FailureSheet
{
    private const string FirstMark = "<- differs first";

    /// <summary>The lines; none for a test that passed.</summary>
    public static IReadOnlyList<SheetLine> Of(TestReport report, int width)
    {
        var sheet = new SheetWriter(width);
        foreach (var (index, failure) in report.Failures.Index())
        {
            if (index > 0)
            {
                sheet.Blank();
            }

            Write(sheet, report, failure, isFirst: index == 0);
        }

        return sheet.Lines;
    }

    private static void Write(
        SheetWriter sheet, TestReport report, TestFailure failure, bool isFirst)
    {
        sheet.Prose(0, new SheetWords(
            isFirst ? $"FAILED {report.Name}" : $"FAILED {report.Name} (another part of it)",
            Accent.Bad));
        sheet.Rows(2, [.. Heads(failure)]);
        sheet.Blank();
        sheet.Rows(2, [.. Parts(failure)]);
        WriteLines(
            sheet, [.. failure.Decisions.IsEmpty ? failure.Explanation : Told(failure)]);
        DecisionSheet.Write(sheet, failure);
        WriteStory(sheet, failure.Story);
        WriteEnd(sheet, report, failure);
    }

    private static IEnumerable<SheetWords[]> Heads(TestFailure failure)
    {
        yield return ["at", failure.Place.ToString()];
        if (failure.Step is { } step)
        {
            yield return ["step", step];
        }

        var name = "given";
        foreach (var fact in failure.Situation)
        {
            yield return [name, fact];
            name = "";
        }
    }

    private static IEnumerable<SheetWords[]> Parts(TestFailure failure)
    {
        yield return ["", new SheetWords("expected", Accent.Quiet),
            new SheetWords("got", Accent.Quiet), ""];
        var mark = failure.Parts.Length > 1 ? FirstMark : "";
        foreach (var part in failure.Parts)
        {
            yield return
            [
                part.Name,
                part.Expected ?? "-",
                new SheetWords(part.Actual, part.Differs ? Accent.Bad : Accent.Plain),
                part.Differs ? mark : "",
            ];
            mark = part.Differs ? "" : mark;
        }
    }

    // The decisions are taken apart below; of the rest only a scenario's lines are news.
    private static ImmutableArray<string> Told(TestFailure failure) =>
        failure.Step is null ? [] : failure.Explanation;

    private static void WriteStory(SheetWriter sheet, EventStory? story)
    {
        if (story is null)
        {
            return;
        }

        sheet.Blank();
        sheet.Prose(2, "what happened");
        if (story.LeftOut > 0)
        {
            var before = $"... {Count(story.LeftOut, "event")} before";
            sheet.Prose(4, new SheetWords(before, Accent.Quiet));
        }

        foreach (var (index, happened) in story.Events.Index())
        {
            var isProof = story.ProofIsLast && index == story.Events.Length - 1;
            sheet.Prose(4, new SheetWords(happened, isProof ? Accent.Bad : Accent.Quiet));
        }
    }

    private static void WriteEnd(SheetWriter sheet, TestReport report, TestFailure failure) =>
        WriteLines(
            sheet,
            [.. Extent(report, failure), .. Repairs(failure.Repair), .. Again(report)]);

    private static void WriteLines(SheetWriter sheet, string[] lines)
    {
        if (lines.Length > 0)
        {
            sheet.Blank();
        }

        foreach (var line in lines)
        {
            sheet.Prose(2, line);
        }
    }

    private static IEnumerable<string> Extent(TestReport report, TestFailure failure)
    {
        if (failure.Extent is not { } extent)
        {
            yield break;
        }

        var tried = report.Sample is null
            ? Count(extent.Tried, "situation")
            : Count(extent.Tried, "drawn situation");
        var isAll = extent.Failing == extent.Tried;
        yield return isAll
            ? $"fails in all {tried}"
            : $"fails in {Show(extent.Failing)} of {tried}"
                + (extent.Regions.IsEmpty ? "" : "; shown is the first of:");
        foreach (var region in isAll ? [] : extent.Regions)
        {
            yield return $"  {region}";
        }

        if (extent.OtherRegions > 0 && !isAll)
        {
            yield return $"  ... and {Count(extent.OtherRegions, "region")} more";
        }

    }

    // What was drawn can be drawn again.
    private static IEnumerable<string> Again(TestReport report)
    {
        if (report.Sample is not { } sample)
        {
            yield break;
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"sampled {report.Situations:N0} of {sample.Of:N0} situations; the same again:");
        var name = report.Name.Replace("'", "'\\''", StringComparison.Ordinal);
        yield return $"  dmarules test {report.Place.Source.Path} --seed {sample.Seed} "
            + $"--filter '{name}'";
    }

    private static IEnumerable<string> Repairs(Repair? repair)
    {
        if (repair is null)
        {
            yield break;
        }

        var tried = Count(repair.Tried, "such change");
        if (repair.Changes.IsEmpty)
        {
            yield return $"no change of one fact makes it pass ({tried} tried)";
            yield break;
        }

        yield return $"would pass with one fact changed (found by running {tried}):";
        foreach (var change in repair.Changes)
        {
            yield return $"  {change}";
        }
    }

    internal static string Count(long count, string noun) =>
        $"{Show(count)} {noun}{(count == 1 ? "" : "s")}";

    private static string Show(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
