using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>What a driver asks for. An allocation has no buffer of its own.</summary>
public readonly record struct DmaRequest(
    PhysAddr Buffer,
    ByteCount Size,
    DmaDirection Direction = DmaDirection.Bidirectional,
    bool WeakOrdering = false,
    bool Atomic = false)
{
    /// <summary>DMA_ATTR_SKIP_CPU_SYNC: the driver syncs itself, so map and unmap need
    /// not.</summary>
    public bool SkipsCpuSync { get; init; }
}

/// <summary>A mapping or an allocation while it lives.</summary>
/// <param name="Bus">What the driver gives the device.</param>
/// <param name="Buffer">The driver's buffer, or the allocated memory.</param>
/// <param name="Size">Its size.</param>
/// <param name="Direction">Which way the data goes.</param>
/// <param name="Slot">Where the pool memory of a bounced map is.</param>
/// <param name="Path">The path that made it.</param>
/// <param name="WeakOrdering">The attribute that it was made with.</param>
public readonly record struct DmaMapping(
    BusAddr Bus,
    PhysAddr Buffer,
    ByteCount Size,
    DmaDirection Direction,
    PhysAddr? Slot,
    PathChoice Path,
    bool WeakOrdering)
{
    internal static DmaMapping Of(
        in DmaRequest request, PathChoice path, BusAddr bus, PhysAddr? slot = null) =>
        new(bus, request.Buffer, request.Size, request.Direction, slot, path, request.WeakOrdering)
        {
            SkipsCpuSync = request.SkipsCpuSync,
        };

    /// <summary>Whether the device works on a bounce slot instead of the buffer.</summary>
    public bool IsBounced => Slot is not null;

    /// <summary>Made with DMA_ATTR_SKIP_CPU_SYNC, and unmapped with it.</summary>
    public bool SkipsCpuSync { get; init; }

    /// <summary>What the driver asked for.</summary>
    public DmaRequest Request =>
        new(Buffer, Size, Direction, WeakOrdering) { SkipsCpuSync = SkipsCpuSync };

    /// <summary>The memory that the device works on.</summary>
    public PhysAddr DeviceMemory => Slot ?? Buffer;
}

/// <summary>A mapping, or why there is none.</summary>
public readonly record struct DmaResult(DmaMapping Mapping, DmaReason? Failure)
{
    /// <summary>Whether the driver got what it asked for.</summary>
    public bool Succeeded => Failure is null;

    internal static DmaResult Fail(DmaReason reason) => new(default, reason);
}
