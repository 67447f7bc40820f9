using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>Picks the events that led to an end, and not too many of them.</summary>
internal static class Storyteller
{
    private const int MostEvents = 12;

    /// <summary>From the last mask call's decision on to <paramref name="proof"/>; without one, to
    /// the last event.</summary>
    public static EventStory? ToProof(IReadOnlyList<DmaEvent> events, DmaEvent? proof)
    {
        var told = events.ToList();
        var end = proof is { } last ? told.IndexOf(last) + 1 : told.Count;
        return Tell(told[..end], proof is not null);
    }

    /// <summary>From the last mask call's decision on to what it came to.</summary>
    public static EventStory? ToLastMaskCall(IReadOnlyList<DmaEvent> events)
    {
        var told = events.ToList();
        var end = told.FindLastIndex(e =>
            e.Kind is DmaEventKind.MaskAccepted or DmaEventKind.MaskRefused) + 1;
        return Tell(told[..end], isProved: false);
    }

    /// <summary>The last of some events.</summary>
    public static EventStory? Last(IReadOnlyCollection<DmaEvent> events, bool isProved) =>
        events.Count == 0
            ? null
            : new EventStory(
                [.. events.TakeLast(MostEvents).Select(e => EventText.Of(e))],
                Math.Max(0, events.Count - MostEvents),
                isProved);

    private static EventStory? Tell(List<DmaEvent> events, bool isProved) =>
        Last(events[Math.Max(0, events.FindLastIndex(IsStart))..], isProved);

    private static bool IsStart(DmaEvent happened) =>
        happened.Kind == DmaEventKind.WindowDecided && happened.Subject == Trial.DeviceName;
}
