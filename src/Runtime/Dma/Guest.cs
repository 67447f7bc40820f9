using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>The running guest as its DMA code sees it: memory, ultravisor, pool, page allocator,
/// and who listens.</summary>
public sealed class Guest
{
    private readonly List<PartitionableEndpoint> _endpoints = [];

    /// <summary>A guest that was not booted yet.</summary>
    public Guest() => Ultravisor = new Ultravisor(Memory);

    /// <summary>What it was booted with.</summary>
    public BootSetup Boot { get; private set; } = new(KernelProfile.V56);

    /// <summary>How its release carries things out.</summary>
    public KernelProfile Kernel => Boot.Kernel;

    /// <summary>Its memory.</summary>
    public GuestMemory Memory { get; } = new();

    /// <summary>Which addresses are RAM.</summary>
    public SystemRam Ram { get; } = new();

    /// <summary>Its PEs, in the order in which they were found.</summary>
    public IReadOnlyList<PartitionableEndpoint> Endpoints => _endpoints;

    /// <summary>Its ultravisor; does nothing in a normal guest.</summary>
    public Ultravisor Ultravisor { get; }

    /// <summary>The bounce pool.</summary>
    public SwiotlbPool Pool { get; } = new();

    /// <summary>What of the pool holds data of a device, and of which.</summary>
    public RangeMap<BounceOwner> Bounced { get; } = new();

    /// <summary>The CPU that drivers run on; each searches its own area of the pool
    /// first.</summary>
    public int Cpu { get; set; }

    /// <summary>What TCEs cost so far.</summary>
    public Hypercalls Hypercalls { get; } = new();

    /// <summary>Where coherent memory comes from.</summary>
    public PageAllocator Pages { get; } = new();

    /// <summary>Who listens.</summary>
    public IEventSink Events { get; set; } = NullSink.Instance;

    /// <summary>Boots: empty memory, and a pool at the top of low memory where the release makes
    /// one; a secure guest shares it at once, if its release knows secure guests
    /// (facts/kernel-dispatch.md 4.4).</summary>
    public void Start(BootSetup boot)
    {
        Boot = boot;
        _endpoints.Clear();
        Ram.Reset(boot.LowRam, boot.RamEnd);
        Memory.Reset(boot.IsSecure, boot.PageSize);
        Ultravisor.IsPresent = boot.IsSecure;
        Cpu = 0;
        Hypercalls.Reset(
            boot.HasMultiTce, mayShareLists: !(boot.IsSecure && Kernel.SharesCoherentPages));
        var (slots, areas) = boot.Pool;
        var size = slots.Bytes;
        var start = boot.PoolBase;
        var generation = Kernel.Bounce?.Generation ?? SwiotlbGeneration.V54;
        Bounced.Clear();
        Pool.Reset(new PoolLayout(start, slots, areas, boot.PageSize, generation));
        Pages.Reset(Ram, boot.PageSize, start, size);
        if (Pool.Exists)
        {
            Share("boot", start, size);
        }
    }

    /// <summary>Finds one more PE; where devices are in domains, it is given one.</summary>
    public void Take(PartitionableEndpoint endpoint)
    {
        _endpoints.Add(endpoint);
        if (Boot.Domain == IommuDomain.Dma)
        {
            endpoint.Table = new IommuTable(new IovaSpace(Boot.LowRam, Boot.StrictDomain));
            endpoint.Low = new DmaWindow.Default(endpoint.Table);
        }
    }

    /// <summary>Some milliseconds go by: what waits for them in a domain is done.</summary>
    public void PassTime()
    {
        foreach (var endpoint in _endpoints)
        {
            endpoint.Table?.PassTime();
        }
    }

    /// <summary>Shares pages and says so.</summary>
    public void Share(string subject, PhysAddr start, ByteCount size)
    {
        if (Kernel.SharesCoherentPages && Boot.IsSecure)
        {
            Ultravisor.Share(start, size);
            Events.On(new DmaEvent(DmaEventKind.Shared, subject, Phys: start, Size: size));
        }
    }

    /// <summary>Takes pages back and says so.</summary>
    public void Unshare(string subject, PhysAddr start, ByteCount size)
    {
        if (Kernel.SharesCoherentPages && Boot.IsSecure)
        {
            Ultravisor.Unshare(start, size);
            Events.On(new DmaEvent(DmaEventKind.Unshared, subject, Phys: start, Size: size));
        }
    }
}
