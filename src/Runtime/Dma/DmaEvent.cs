using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>What kind of thing happened.</summary>
public enum DmaEventKind
{
    /// <summary>The policy chose a window.</summary>
    WindowDecided,

    /// <summary>A mask call was accepted.</summary>
    MaskAccepted,

    /// <summary>A mask call failed.</summary>
    MaskRefused,

    /// <summary>A huge window was opened, or the pool was mapped in the default one.</summary>
    WindowOpened,

    /// <summary>A huge window could not be had.</summary>
    WindowNotHad,

    /// <summary>The default window was given up.</summary>
    DefaultWindowRemoved,

    /// <summary>The policy chose a path.</summary>
    PathDecided,

    /// <summary>TCEs were made for a request.</summary>
    TcesMade,

    /// <summary>TCEs were cleared.</summary>
    TcesCleared,

    /// <summary>Pages became shared, and zero.</summary>
    Shared,

    /// <summary>Pages became private, and zero.</summary>
    Unshared,

    /// <summary>A buffer was given a bounce slot.</summary>
    Bounced,

    /// <summary>The slot's content went to the buffer or back.</summary>
    Copied,

    /// <summary>A sync copied nothing although the buffer is bounced.</summary>
    NotCopied,

    /// <summary>The driver has an address for its buffer.</summary>
    Mapped,

    /// <summary>The driver has coherent memory.</summary>
    Allocated,

    /// <summary>The driver gave it back.</summary>
    Released,

    /// <summary>The driver was told that it failed.</summary>
    Failed,

    /// <summary>The CPU wrote.</summary>
    CpuWrote,

    /// <summary>The CPU read what it should.</summary>
    CpuRead,

    /// <summary>The CPU read something else.</summary>
    CpuReadWrong,

    /// <summary>The device read what it should.</summary>
    DeviceRead,

    /// <summary>The device read something else.</summary>
    DeviceReadWrong,

    /// <summary>The device read ciphertext.</summary>
    DeviceReadCiphertext,

    /// <summary>The device wrote.</summary>
    DeviceWrote,

    /// <summary>The device wrote to a private page.</summary>
    DeviceHitPrivatePage,

    /// <summary>No TCE for the address: the IOMMU stopped the device.</summary>
    DeviceFaulted,

    /// <summary>A probe was stopped by the IOMMU.</summary>
    ProbeStopped,

    /// <summary>A probe reached memory that it may see: the device's own, or any of a normal guest.
    /// </summary>
    ProbeFoundNothing,

    /// <summary>A probe reached something it should not, or the hypervisor can.</summary>
    Leaked,

    /// <summary>Memory came online.</summary>
    MemoryAdded,

    /// <summary>It did not: a window cannot map it.</summary>
    MemoryVetoed,

    /// <summary>Memory went.</summary>
    MemoryRemoved,

    /// <summary>It did not: it is in use.</summary>
    MemoryKept,

    /// <summary>A PE's huge window maps memory that comes.</summary>
    WindowGrew,

    /// <summary>A PE's huge window no longer maps memory that goes.</summary>
    WindowShrank,

    /// <summary>A device is gone.</summary>
    Unplugged,
}

/// <summary>One thing that happened, as data; the printer makes the words. Fields that a kind does
/// not use are at their default. <paramref name="Subject"/> is the device,
/// the PE where a window follows memory, or who else acts;
/// <paramref name="Granted"/> what an accepted mask call got.</summary>
public readonly record struct DmaEvent(
    DmaEventKind Kind,
    string Subject,
    BusAddr Bus = default,
    PhysAddr Phys = default,
    ByteCount Size = default,
    DmaReason? Reason = null,
    string? Words = null,
    int Bits = 0,
    WindowChoice? Window = null,
    GrantedWindow? Granted = null,
    PathChoice? Path = null);

/// <summary>Who listens: a recorder, a judge, nobody.</summary>
public interface IEventSink
{
    /// <summary>Takes one event, in the order in which things happened.</summary>
    void On(in DmaEvent happened);
}

/// <summary>Nobody listens; costs nothing.</summary>
public sealed class NullSink : IEventSink
{
    /// <summary>The one instance.</summary>
    public static NullSink Instance { get; } = new();

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
    }
}
