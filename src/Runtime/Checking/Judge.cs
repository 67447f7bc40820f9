using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>Watches what happens to one device and keeps the first thing that went wrong; passes
/// every event on. </summary>
public sealed class Judge(IEventSink next) : IEventSink
{
    private static readonly Verdict Fine = new Verdict.Ok();

    private string? _subject;

    /// <summary>The verdict so far.</summary>
    public Verdict Verdict { get; private set; } = Fine;

    /// <summary>Whether the device's data went through a bounce slot.</summary>
    public bool Bounced { get; private set; }

    /// <summary>How much was copied to slots and back.</summary>
    public ByteCount Copied { get; private set; }

    /// <summary>Starts anew; only events about <paramref name="subject"/> count.</summary>
    public void Watch(string subject) => Start(subject);

    /// <summary>Starts anew; events about every device count.</summary>
    public void WatchAll() => Start(subject: null);

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        next.On(happened);
        if (_subject is not null && happened.Subject != _subject)
        {
            return;
        }

        Bounced |= happened.Kind == DmaEventKind.Bounced;
        Copied += happened.Kind == DmaEventKind.Copied ? happened.Size : ByteCount.Zero;
        if (Verdict is Verdict.Ok && happened.Reason is { } reason && IsDma(happened.Kind))
        {
            Verdict = VerdictOf(happened, reason);
        }
    }

    // Whoever is refused memory, or keeps it, lost no data by that.
    private static bool IsDma(DmaEventKind kind) =>
        kind is not (DmaEventKind.MemoryVetoed or DmaEventKind.MemoryKept);

    private void Start(string? subject)
    {
        _subject = subject;
        Verdict = Fine;
        (Bounced, Copied) = (false, ByteCount.Zero);
    }

    private static Verdict VerdictOf(in DmaEvent happened, DmaReason reason) => happened.Kind switch
    {
        DmaEventKind.Failed or DmaEventKind.MaskRefused when reason.IsTold() =>
            new Verdict.Fails(reason, happened),
        DmaEventKind.Leaked => new Verdict.Leaks(reason, happened),
        _ => new Verdict.Breaks(reason, happened),
    };
}
