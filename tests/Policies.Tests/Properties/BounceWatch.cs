using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Remembers a path that bounced although it is not dma_direct's.</summary>
internal sealed class BounceWatch : IEventSink
{
    private PathChoice? _latest;

    public PathChoice? Stray { get; private set; }

    public void Start() => (_latest, Stray) = (null, null);

    public void On(in DmaEvent happened)
    {
        _latest = happened.Path ?? _latest;
        if (happened.Kind == DmaEventKind.Bounced
            && _latest is not { Action: PathAction.Bypass or PathAction.Direct })
        {
            Stray = _latest;
        }
    }
}
