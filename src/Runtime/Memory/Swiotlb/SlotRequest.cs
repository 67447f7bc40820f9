using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>What a search for slots is given (facts/swiotlb-and-traces.md 1.4).</summary>
/// <param name="Original">The buffer; its low bits may have to be kept. 0: there is none, the
/// memory is wanted for itself.</param>
/// <param name="Size">The mapping's size.</param>
/// <param name="PoolBus">The pool's start as the device sees it.</param>
/// <param name="MinAlignMask">The bits of the buffer's address that the slot's must share
/// (min_align_mask: 4095 for nvme and storvsc); 0 for none. v5.4 knows no such mask.</param>
/// <param name="AllocAlignMask">What the whole run must be aligned to, less one (alloc_align_mask);
/// 0 for none.</param>
/// <param name="BoundaryMask">What no mapping may cross, less one (dma_get_seg_boundary()); PCI
/// devices carry 2^32 - 1.</param>
/// <param name="Cpu">The CPU that asks: its area is searched first.</param>
public readonly record struct SlotRequest(
    PhysAddr Original,
    ByteCount Size,
    BusAddr PoolBus,
    ulong MinAlignMask = 0,
    ulong AllocAlignMask = 0,
    ulong BoundaryMask = uint.MaxValue,
    int Cpu = 0);
