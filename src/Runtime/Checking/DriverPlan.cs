using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>What a driver does after its mask calls.</summary>
public enum DriverAction
{
    /// <summary>Nothing: only the masks are set.</summary>
    SetMasks,

    /// <summary>Maps a buffer, lets the device read and write it, unmaps.</summary>
    Map,

    /// <summary>The same, with new data and a sync in between.</summary>
    Sync,

    /// <summary>Allocates coherent memory, lets the device read and write it, frees.</summary>
    Alloc,

    /// <summary>Maps another device's registers.</summary>
    Resource,
}

/// <summary>What a misbehaving device tries.</summary>
public enum ProbeKind
{
    /// <summary>Nothing: it is obedient.</summary>
    None,

    /// <summary>To read a page that the guest shared by accident and then wrote to.</summary>
    LeakedPage,

    /// <summary>To read a private page.</summary>
    PrivateRead,

    /// <summary>To write to a private page.</summary>
    PrivateWrite,

    /// <summary>To read the bounce slot of a device in another PE.</summary>
    OtherBounce,
}

/// <summary>One driver's life: its mask calls, its operation, its device's manners.</summary>
public sealed record DriverPlan
{
    /// <summary>What it passes to dma_set_mask(); null: it does not call it.</summary>
    public DmaMask? DmaMask { get; init; }

    /// <summary>What it passes to dma_set_coherent_mask(); null: it does not call it.</summary>
    public DmaMask? CoherentMask { get; init; }

    /// <summary>The coherent mask is set first.</summary>
    public bool StreamingLast { get; init; }

    /// <summary>What another driver of the PE set before, for both masks.</summary>
    public DmaMask? EarlierMask { get; init; }

    /// <summary>dma_get_required_mask() follows the mask calls.</summary>
    public bool QueriesRequiredMask { get; init; }

    /// <summary>The operation.</summary>
    public DriverAction Action { get; init; } = DriverAction.Map;

    /// <summary>Its size.</summary>
    public ByteCount Size { get; init; } = ByteCount.KiB(4);

    /// <summary>Which way the data goes.</summary>
    public DmaDirection Direction { get; init; }

    /// <summary>It must not sleep.</summary>
    public bool Atomic { get; init; }

    /// <summary>DMA_ATTR_WEAK_ORDERING.</summary>
    public bool WeakOrdering { get; init; }

    /// <summary>The buffer lies in persistent memory.</summary>
    public bool BufferInPmem { get; init; }

    /// <summary>The device is behind the IOMMU.</summary>
    public bool IsTranslated { get; init; } = true;

    /// <summary>What the device tries instead of its operation.</summary>
    public ProbeKind Probe { get; init; }

    /// <summary>The operation that its path is decided for.</summary>
    public DmaOp Op => OpOf(Action);

    /// <summary>The operation that a driver's path is decided for.</summary>
    public static DmaOp OpOf(DriverAction action) => action switch
    {
        DriverAction.Sync => DmaOp.Sync,
        DriverAction.Alloc => DmaOp.Alloc,
        DriverAction.Resource => DmaOp.Resource,
        _ => DmaOp.Map,
    };
}
