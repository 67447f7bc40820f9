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
    public sealed record Direct(IommuTable Entries) : DmaWindow(Entries);

    /// <summary>A huge window that is too small for all of memory: TCEs on demand
    /// (<c>dma64-ddr-window-info</c>).</summary>
    public sealed record Dynamic(IommuTable Entries) : DmaWindow(Entries);
}
