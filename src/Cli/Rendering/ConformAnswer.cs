using DmaRules.Policies.Recordings;

namespace DmaRules.Cli.Rendering;

/// <summary>What <c>conform --json</c> says.</summary>
internal static class ConformAnswer
{
    public static object Of(IReadOnlyList<ReplayedFile> replays) => new
    {
        Passed = replays.Sum(r => r.Tally.Passed),
        Failed = replays.Sum(r => r.Tally.Failed),
        Left = replays.Sum(r => r.Tally.Left),
        Files = replays.Select(r => new
        {
            r.Path,
            Kind = r.Kind.Name,
            r.Engine,
            r.Tally.Passed,
            r.Tally.Failed,
            r.Tally.Left,
            Fields = r.Tally.Fields.Select(FieldOf),
            Failures = r.Failures.Select(f => new
            {
                f.Id,
                f.Line,
                f.Problem,
                f.Differences,
                f.Context,
            }),
        }),
    };

    private static object FieldOf(FieldTally field) => new
    {
        field.Name,
        field.Compared,
        field.Differing,
        Left = field.Left.Select(l => new { Reason = l.Key, Times = l.Value }),
    };
}
