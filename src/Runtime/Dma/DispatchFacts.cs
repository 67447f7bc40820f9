using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>What a PE can have by way of a huge window.</summary>
public enum DdwAvailability
{
    /// <summary>One for all RAM.</summary>
    Available,

    /// <summary>One for less than all RAM.</summary>
    TooSmall,

    /// <summary>None, or the PE failed before.</summary>
    Unavailable,

    /// <summary><c>disable_ddw</c>.</summary>
    Disabled,
}

/// <summary>What the last accepted mask call got.</summary>
public enum GrantedWindow
{
    /// <summary>None was accepted, or there are no IOMMU ops.</summary>
    None,

    /// <summary>The PE's table.</summary>
    Table,

    /// <summary>The huge window's standing mapping (iommu_bypass, dma_ops_bypass).</summary>
    Ddw,

    /// <summary>The pool in the default window.</summary>
    Low,
}

/// <summary>The <c>swiotlb=</c> boot option.</summary>
public enum SwiotlbOption
{
    /// <summary>Not given.</summary>
    Default,

    /// <summary><c>swiotlb=force</c>.</summary>
    Force,

    /// <summary><c>swiotlb=noforce</c>.</summary>
    NoForce,
}

/// <summary>The facts of one moment, as the machine knows them: what a policy is asked
/// with.</summary>
public readonly record struct DispatchFacts
{
    /// <summary>Guest pages are private until shared.</summary>
    public bool IsSecureGuest { get; init; }

    /// <summary>What the PE can have by way of a huge window.</summary>
    public DdwAvailability Ddw { get; init; }

    /// <summary>The mask in question: the call's argument; for alloc the coherent mask.</summary>
    public DmaMask Mask { get; init; }

    /// <summary>The streaming mask.</summary>
    public DmaMask DmaMask { get; init; }

    /// <summary>The coherent mask.</summary>
    public DmaMask CoherentMask { get; init; }

    /// <summary>The entry point; at a window decision meaningless.</summary>
    public DmaOp Op { get; init; }

    /// <summary>What the last accepted mask call got.</summary>
    public GrantedWindow Window { get; init; }

    /// <summary>The PE's default window maps the pool.</summary>
    public bool PoolInLowWindow { get; init; }

    /// <summary>The narrowest mask that reaches all RAM at the device's offset.</summary>
    public DmaMask RequiredMask { get; init; }

    /// <summary>The narrowest mask that dma_direct accepts at that offset.</summary>
    public DmaMask SupportedMask { get; init; }

    /// <summary>What the bus can carry; 0: no limit.</summary>
    public BusAddr BusDmaLimit { get; init; }

    /// <summary>There is a limit, and all of this request lies below it.</summary>
    public bool BelowBusLimit { get; init; }

    /// <summary>The boot option.</summary>
    public SwiotlbOption Swiotlb { get; init; }

    /// <summary>Bouncing is forced, by the option or by the release.</summary>
    public bool SwiotlbForce { get; init; }

    /// <summary>The pool; 0 B if there is none.</summary>
    public ByteCount PoolSize { get; init; }

    /// <summary>The default window; 0 B if the PE has none.</summary>
    public ByteCount LowWindowSize { get; init; }

    /// <summary>The request's size.</summary>
    public ByteCount MapSize { get; init; }

    /// <summary>The request must not sleep.</summary>
    public bool Atomic { get; init; }

    /// <summary>DMA_ATTR_WEAK_ORDERING.</summary>
    public bool WeakOrdering { get; init; }

    /// <summary>Cell's weakly ordered fixed mapping.</summary>
    public bool FixedIsWeak { get; init; }

    /// <summary>The device's IOMMU domain, where the platform has domains.</summary>
    public IommuDomain Domain { get; init; }
}

/// <summary>Who decides: an interpreted or compiled policy, or a test's own.</summary>
public interface IDispatchPolicy
{
    /// <summary>Asked at device set-up and at every mask call.</summary>
    WindowChoice DecideWindow(in DispatchFacts facts);

    /// <summary>Asked at every operation, again at unmap (as map) and at free (as alloc).</summary>
    PathChoice DecidePath(in DispatchFacts facts);
}
