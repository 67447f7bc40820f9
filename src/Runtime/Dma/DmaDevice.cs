using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>What the kernel keeps for one device (<c>struct device</c> and its archdata).</summary>
public sealed class DmaDevice
{
    internal DmaDevice(string name, PartitionableEndpoint endpoint, bool isTranslated)
    {
        (Name, Endpoint) = (name, endpoint);
        Reset(name, endpoint, isTranslated);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; private set; }

    /// <summary>The PE it sits in.</summary>
    public PartitionableEndpoint Endpoint { get; private set; }

    /// <summary>Whether its accesses go through the IOMMU at all.</summary>
    public bool IsTranslated { get; private set; }

    /// <summary>The streaming mask; 32 bits until the driver sets it.</summary>
    public DmaMask DmaMask { get; internal set; }

    /// <summary>The coherent mask; 32 bits until the driver sets it.</summary>
    public DmaMask CoherentMask { get; internal set; }

    /// <summary>The bits of a buffer's address that its bounce slot must share, as the driver
    /// asked (dma_set_min_align_mask()): 4095 for nvme and storvsc, 0 for most.</summary>
    public ulong MinAlignMask { get; set; }

    /// <summary>What none of its mappings may cross, less one; PCI devices carry
    /// 2^32 - 1.</summary>
    public ulong SegmentBoundary { get; set; }

    /// <summary>The longest piece that entries of a list are joined to
    /// (dma_get_max_seg_size()).</summary>
    public ByteCount MaxSegment { get; set; }

    /// <summary>What the last accepted mask call got.</summary>
    public GrantedWindow Window { get; internal set; }

    /// <summary>What is added to a physical address on the bypass path (archdata.dma_offset); 0
    /// until a huge window was granted, and kept from then on.</summary>
    public ByteCount DmaOffset { get; internal set; }

    /// <summary>What the bus can carry; 0: no limit.</summary>
    public BusAddr BusDmaLimit { get; internal set; }

    /// <summary>Makes it a new device again.</summary>
    internal void Reset(string name, PartitionableEndpoint endpoint, bool isTranslated)
    {
        (Name, Endpoint, IsTranslated) = (name, endpoint, isTranslated);
        (DmaMask, CoherentMask, Window) = (default, default, default);
        (DmaOffset, BusDmaLimit) = (default, default);
        (MinAlignMask, SegmentBoundary, MaxSegment) = (0, uint.MaxValue, ByteCount.KiB(64));
    }
}
