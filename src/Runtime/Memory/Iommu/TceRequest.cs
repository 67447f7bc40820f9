using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>What a search for free entries is given (facts/kernel-dispatch.md 3.5).</summary>
/// <param name="Start">The memory; it may start inside of a page.</param>
/// <param name="Size">Its size.</param>
/// <param name="Access">What the device may do with it.</param>
/// <param name="Mask">Which bus addresses the device reaches.</param>
public readonly record struct TceRequest(
    PhysAddr Start, ByteCount Size, TceAccess Access, DmaMask Mask)
{
    /// <summary>The first entry is a multiple of 2 to this power.</summary>
    public int AlignOrder { get; init; }

    /// <summary>What the entries may not cross, less one byte.</summary>
    public ulong BoundaryMask { get; init; } = uint.MaxValue;

    /// <summary>The CPU that asks: it has a pool of its own, or shares one.</summary>
    public int Cpu { get; init; }

    /// <summary>The entry behind the one that was made last in a list, where the next is tried
    /// first; 0 for none.</summary>
    public ulong After { get; init; }
}
