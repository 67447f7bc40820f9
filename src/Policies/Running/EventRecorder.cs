using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Running;

/// <summary>Keeps every event, for people; up to a limit, so that no run eats the memory.</summary>
public sealed class EventRecorder : IEventSink
{
    private const int MaxEvents = 100_000;
    private readonly List<DmaEvent> _events = [];

    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<DmaEvent> Events => _events;

    /// <summary>How many events came after the limit and were not kept.</summary>
    public long Dropped { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _events.Clear();
        Dropped = 0;
    }

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        if (_events.Count < MaxEvents)
        {
            _events.Add(happened);
        }
        else
        {
            Dropped++;
        }
    }
}
