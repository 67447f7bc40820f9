using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>A window of bus addresses that a PE's devices may use.</summary>
public abstract record DmaWindow
{
    private DmaWindow(IommuTable table) => Table = table;

    /// <summary>The entries behind the window.</summary>
    public IommuTable Table { get; }

    /// <summary>The small 32-bit window (<c>ibm,dma-window</c>); 4 KiB TCEs, made on
    /// demand.</summary>
    public sealed record Default(IommuTable Entries) : DmaWindow(Entries);

    /// <summary>A huge window with a standing mapping: bus = physical + the window's base
    /// (<c>direct64-ddr-window-info</c>).</summary>
    public sealed record Direct(IommuTable Entries) : DmaWindow(Entries)
    {
        /// <summary>It was opened over all of RAM, so it follows RAM as that comes and goes; else
        /// it maps the bounce pool only.</summary>
        public bool MapsRam { get; internal set; }

        /// <summary>Where it has a physical address.</summary>
        public BusAddr BusOf(PhysAddr address) => Table.BusBase + new ByteCount(address.Value);

        /// <summary>Whether it is large enough to map a run of memory.</summary>
        public bool CoversRam(PhysAddr start, ByteCount size) =>
            Table.Covers(BusOf(start + (size - new ByteCount(1))));
    }

    /// <summary>A huge window that is too small for all of memory: TCEs on demand
    /// (<c>dma64-ddr-window-info</c>).</summary>
    public sealed record Dynamic(IommuTable Entries) : DmaWindow(Entries);
}
