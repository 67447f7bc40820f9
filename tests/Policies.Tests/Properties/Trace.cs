using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>All that happened in a run, and what came of it.</summary>
internal sealed record Trace(DmaEvent[] Events, string Result)
{
    public static Trace Of(EventRecorder recorder, Func<TrialResult> run)
    {
        recorder.Clear();
        var result = run();
        return new Trace(
            [.. recorder.Events],
            $"{result.Verdict} {result.Granted} {result.Bounced} {result.Exposure}");
    }

    /// <summary>Both traces in full, or null if they are the same.</summary>
    public string? FindDifference(Trace other) =>
        Result == other.Result && Events.AsSpan().SequenceEqual(other.Events)
            ? null
            : $"{this}\n--- but then:\n{other}";

    public override string ToString() =>
        string.Join('\n', Events.Select(e => EventText.Of(e))) + $"\n{Result}";
}

/// <summary>Two listeners as one.</summary>
internal sealed class EventFork(IEventSink first, IEventSink second) : IEventSink
{
    public void On(in DmaEvent happened)
    {
        first.On(happened);
        second.On(happened);
    }
}
