using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Rendering;

/// <summary>The parts of a page about a run.</summary>
internal static class RunPage
{
    // A page of events can be read; --json has them all.
    private const int MostEvents = 200;

    public static void WriteEvents(Page page, IReadOnlyList<DmaEvent> events, long dropped)
    {
        foreach (var happened in events.Take(MostEvents))
        {
            WriteEvent(page, happened);
        }

        var left = Math.Max(0, events.Count - MostEvents) + dropped;
        if (left > 0)
        {
            page.Line(Words.Quiet($"  ... and {PolicyText.Count(left, "event")} more"));
        }
    }

    public static void WriteEvent(Page page, DmaEvent happened)
    {
        var words = EventText.Of(happened);
        page.Prose(2, happened.Reason is null ? words : Words.Bad(words));
    }

    public static void WriteVerdict(Page page, Verdict verdict, Exposure exposure)
    {
        var rows = new List<Words[]> { new[] { "verdict", Tell(verdict) } };
        if (verdict.Proof is { } proof)
        {
            rows.Add(["", EventText.Of(proof)]);
        }

        rows.Add(["exposure", $"the device {Tell(exposure)}"]);
        page.Columns(0, fixedColumns: 1, rows);
    }

    public static void WriteEffort(Page page, Effort effort)
    {
        var copied = $"{TrialAnswer.Show(effort.Copied)} copied, ";
        var calls = PolicyText.Count((long)effort.Hypercalls, "hypercall");
        page.Columns(0, fixedColumns: 1, [["cost    ", $"{copied}{calls}"]]);
    }

    public static void WriteViolated(Page page, IReadOnlyCollection<BoundInvariant> violated)
    {
        Words[][] rows =
        [
            .. violated.Select(i => new[]
            {
                "violated",
                Words.Bad(i.Name),
                Words.Quiet(i.Place.ToString()),
            }),
        ];
        page.Columns(0, fixedColumns: 2, rows);
    }

    public static Words Tell(Verdict verdict) => verdict switch
    {
        Verdict.Ok => Words.Good("ok"),
        Verdict.Fails => Words.Strong($"{verdict}: the driver is told"),
        _ => Words.Bad($"{verdict}: nobody is told"),
    };

    public static string Tell(Exposure exposure) =>
        Reach(exposure)
        + $"; the hypervisor reads {TrialAnswer.Show(exposure.Shared)}; "
        + PolicyText.Count((long)exposure.Tces.Value, "TCE");

    /// <summary>What a device reaches, split into what that is to it.</summary>
    public static string Reach(Exposure exposure)
    {
        (ByteCount Size, string Words)[] parts =
        [
            (exposure.Private, "private"),
            (exposure.InClear, "in the clear"),
            (exposure.Pool, "of the pool"),
        ];
        var split = parts.Where(p => p.Size > ByteCount.Zero)
            .Select(p => $"{TrialAnswer.Show(p.Size)} {p.Words}");
        var others = exposure.OthersBounce > ByteCount.Zero
            ? $", with {TrialAnswer.Show(exposure.OthersBounce)} of other devices' data"
            : "";
        return exposure.Reachable == ByteCount.Zero
            ? "reaches nothing"
            : $"reaches {TrialAnswer.Show(exposure.Reachable)}: {string.Join(", ", split)}{others}";
    }
}
