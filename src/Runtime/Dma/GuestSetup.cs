using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>The guest as it boots: its kernel, memory and command line.</summary>
public sealed record BootSetup(KernelProfile Kernel)
{
    private static readonly ByteCount LowMemoryEnd = ByteCount.GiB(4);

    /// <summary>Guest pages are private until shared (MSR S bit).</summary>
    public bool IsSecure { get; init; }

    /// <summary>How much memory there is, from address 0 on.</summary>
    public ByteCount Ram { get; init; } = ByteCount.GiB(64);

    /// <summary>Where memory can grow to; below <see cref="Ram"/>: no further than
    /// that.</summary>
    public ByteCount MaxRam { get; init; }

    /// <summary>hotplug_max: what a huge window is made for (facts/kernel-dispatch.md
    /// 3.2).</summary>
    public ByteCount HotplugMax => MaxRam > RamEnd ? MaxRam : RamEnd;

    /// <summary>What of it lies below the registers of devices, if those interrupt it.</summary>
    public ByteCount LowRam => Kernel.Platform.LowRamOf(Ram);

    /// <summary>Where it ends.</summary>
    public ByteCount RamEnd => LowRam < Ram ? LowMemoryEnd + (Ram - LowRam) : Ram;

    /// <summary>The guest's page size.</summary>
    public PageSize PageSize { get; init; } = PageSize.Of64K;

    /// <summary><c>swiotlb=</c>.</summary>
    public SwiotlbOption Swiotlb { get; init; }

    /// <summary>The size that is asked for, if the release makes a pool.</summary>
    public ByteCount PoolSize { get; init; } = ByteCount.MiB(64);

    /// <summary>Where the pool lies, if that is known; else at the top of low memory.</summary>
    public PhysAddr? PoolStart { get; init; }

    /// <summary>The areas that are asked for; else one for each possible CPU.</summary>
    public int PoolAreas { get; init; } = 1;

    /// <summary>The pool that the boot makes, rounded as the release does; no slots:
    /// none.</summary>
    public (SlotCount Slots, int Areas) Pool => Kernel.Bounce is { } bounce && HasPool
        ? PoolLayout.SizeAtBoot(bounce.Generation, SlotCount.For(PoolSize), PoolAreas)
        : (default, 1);

    /// <summary><c>iommu=off</c>: no IOMMU ops at all, so no rule is ever asked.</summary>
    public bool IommuOff { get; init; }

    /// <summary>Hypercalls that put or clear many TCEs may be used; not with
    /// <c>multitce=off</c>.</summary>
    public bool HasMultiTce { get; init; } = true;

    /// <summary>Memory can be plugged: the properties that tell how far are there.</summary>
    public bool HasHotplugMemory { get; init; } = true;

    /// <summary>Cell's weakly ordered fixed mapping.</summary>
    public bool FixedIsWeak { get; init; }

    /// <summary>Which domain an IOMMU puts devices in, where the platform has domains.</summary>
    public IommuDomain Domain { get; init; }

    /// <summary><c>iommu.strict=1</c>: an address is free as soon as it is unmapped.</summary>
    public bool StrictDomain { get; init; }

    /// <summary>Bouncing is forced, by the option or by the release (facts/kernel-dispatch.md
    /// 4.4).</summary>
    public bool ForcesBounce => Swiotlb == SwiotlbOption.Force || IsBouncedBySecureStart;

    /// <summary>Whether there is a pool at map time (2.1, 2.5, 4.4).</summary>
    public bool HasPool =>
        IsBouncedBySecureStart
        || (Kernel.Bounce is { KeepsPoolIfForced: true } && Swiotlb == SwiotlbOption.Force)
        || (Kernel.Platform.KeepsPoolForHighMemory
            && RamEnd > LowMemoryEnd
            && Swiotlb != SwiotlbOption.NoForce);

    /// <summary>Where the pool lies: where it is known to, else at the top of low
    /// memory.</summary>
    public PhysAddr PoolBase =>
        PoolStart ?? new PhysAddr((ByteCount.Min(LowRam, LowMemoryEnd) - Pool.Slots.Bytes).Value);

    private bool IsBouncedBySecureStart =>
        IsSecure && Kernel.Bounce is { ForcesInSecureGuest: true };
}

/// <summary>What the firmware offers each PE (facts/kernel-dispatch.md 3).</summary>
public sealed record FirmwareSetup
{
    /// <summary>That of a platform which knows no windows.</summary>
    public static FirmwareSetup WithoutWindows { get; } =
        new() { LowWindowSize = ByteCount.Zero, Ddw = DdwAvailability.Unavailable };

    /// <summary>Where the default window starts.</summary>
    public BusAddr LowWindowBase { get; init; }

    /// <summary>The default window's size; 0 B: no <c>ibm,dma-window</c>.</summary>
    public ByteCount LowWindowSize { get; init; } = ByteCount.GiB(1);

    /// <summary>Where a huge window is placed (facts/kernel-dispatch.md 0.3, 3.3).</summary>
    public BusAddr HugeBase { get; init; } = new(1UL << 59);

    /// <summary>The largest page size that a huge window may have, which the kernel takes
    /// (3.2).</summary>
    public PageSize HugePage { get; init; } = PageSize.Of64K;

    /// <summary>How many entries the largest window has (3.3).</summary>
    public TceCount LargestBlock { get; init; } = new(1UL << 31);

    /// <summary>What a request for a huge window gets.</summary>
    public DdwAvailability Ddw { get; init; }

    /// <summary>A PE has room for one window, so the huge one displaces the default one.</summary>
    public bool OneWindow { get; init; }

    /// <summary>The PHB can be put into limited addressing.</summary>
    public bool LimitedAddressing { get; init; }

    /// <summary>There is persistent memory above RAM, and a huge window does not cover
    /// it.</summary>
    public bool Pmem { get; init; }

    /// <summary>Every TCE of the default window is taken already.</summary>
    public bool TableFull { get; init; }
}
