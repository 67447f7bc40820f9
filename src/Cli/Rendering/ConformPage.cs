using System.Globalization;
using DmaRules.Policies.Recordings;

namespace DmaRules.Cli.Rendering;

/// <summary>What <c>conform</c> says: a line a file, what failed, and for each kind of file how
/// often each field was compared, or why it was not.</summary>
internal sealed class ConformPage(Page page)
{
    public void Write(IReadOnlyList<ReplayedFile> replays)
    {
        foreach (var replay in replays)
        {
            WriteFile(replay);
        }

        foreach (var kind in replays.GroupBy(r => r.Kind))
        {
            WriteFields(kind.Key, [.. kind.Select(r => r.Tally)]);
        }

        var left = replays.Sum(r => r.Tally.Left);
        page.Line(Show(replays.Sum(r => r.Tally.Passed)) + " passed, "
            + Show(replays.Sum(r => r.Tally.Failed)) + " failed"
            + (left > 0 ? $", {Show(left)} left out" : ""));
    }

    private void WriteFile(ReplayedFile replay)
    {
        var left = replay.Tally.Left;
        page.Line(
            $"{replay.Path}: {replay.Kind.Name}, {Show(replay.Tally.Passed)} passed"
            + (replay.Agrees ? "" : $", {Show(replay.Tally.Failed)} failed")
            + (left > 0 ? $", {Show(left)} behind it left out" : ""));
        foreach (var failure in replay.Failures)
        {
            WriteFailure(replay.Path, failure);
        }

        if (replay.Tally.Failed > replay.Failures.Count)
        {
            page.Line(Words.Quiet(
                $"  ... and {Show(replay.Tally.Failed - replay.Failures.Count)} more"));
        }
    }

    private void WriteFailure(string path, ReplayFailure failure)
    {
        page.Line(Words.Bad("  FAILED "), failure.Id, Words.Quiet($"  {path}({failure.Line})"));
        if (failure.Problem is { } problem)
        {
            page.Prose(4, problem);
        }

        var rows = failure.Differences.Select(d => new Words[]
        {
            d.Field, $"recorded {d.Recorded}", Words.Bad($"model {d.Model}"),
        });
        page.Columns(4, fixedColumns: 1, [.. rows]);
        foreach (var line in failure.Context)
        {
            page.Prose(4, line);
        }
    }

    private void WriteFields(RecordingKind kind, IReadOnlyList<ReplayTally> tallies)
    {
        var all = new ReplayTally();
        foreach (var tally in tallies)
        {
            all.Add(tally);
        }

        if (all.Fields.Count == 0)
        {
            return;
        }

        page.Line($"{kind.Name}, {Show(all.Passed)} {kind.Unit} agree:");
        page.Columns(2, fixedColumns: 2, [.. all.Fields.SelectMany(RowsOf)]);
    }

    // A field's own row, then one for each reason why it was left.
    private static IEnumerable<Words[]> RowsOf(FieldTally field)
    {
        var isFirst = true;
        if (field.Compared > 0 || field.Left.Count == 0)
        {
            var differing = field.Differing > 0 ? $", {Show(field.Differing)} differ" : "";
            yield return [field.Name, Show(field.Compared), $"compared{differing}"];
            isFirst = false;
        }

        foreach (var (reason, times) in field.Left)
        {
            yield return [isFirst ? field.Name : "", Show(times), $"not compared: {reason}"];
            isFirst = false;
        }
    }

    private static string Show(long number) =>
        number.ToString("#,0", CultureInfo.InvariantCulture);
}
