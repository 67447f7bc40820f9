using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>enable_ddw() and the review's proposals: opens windows for a PE, or remembers that it
/// could not (facts/kernel-dispatch.md 3.2, 6.6, 6.7).</summary>
public sealed class WindowOpener(Guest guest)
{
    /// <summary>Why a window for a narrow mask is not had, where the firmware cannot limit
    /// addresses.</summary>
    public const string LimitedRefused = "limited addressing is not offered";

    /// <summary>Why one is not had where the kernel asks for 2^0 bytes.</summary>
    public const string CreationFailed = "the window that is asked for has no size";

    // Windows that reach so far hold whatever persistent memory there may be (MAX_PHYSMEM_BITS).
    private const int MostPhysicalBits = 51;

    // Not read anywhere: limited addressing is only said to keep the window within the mask.
    private static readonly BusAddr LimitedBase = new(1UL << 32);

    private WindowProfile? Windows => guest.Kernel.Windows;

    /// <summary>Opens the PE's huge window with a standing mapping, or finds it open. False: there
    /// is no standing mapping, though the PE may have a new table.</summary>
    public bool TryOpenHuge(DmaDevice device, DmaMask mask, bool mapsRam)
    {
        var endpoint = device.Endpoint;
        if (endpoint.Huge is null && !TryCreate(device, mask))
        {
            return false;
        }

        if (endpoint.Huge is not DmaWindow.Direct direct)
        {
            return false;
        }

        if (mapsRam)
        {
            MapRam(device, direct);
        }
        else
        {
            MapPool(device, direct);
        }

        return true;
    }

    /// <summary>Maps the pool once in the default window, at the lowest room there is: from the
    /// second entry on, because TCE 0 is never given out. Null, or why it cannot be.</summary>
    public DmaReason? MapPoolLow(DmaDevice device)
    {
        var endpoint = device.Endpoint;
        if (endpoint.PoolIsInLowWindow || !guest.Pool.Exists)
        {
            return null;
        }

        if (endpoint.Low is not { Table: var table })
        {
            return DmaReason.IommuTableUnavailable;
        }

        var (start, size) = (guest.Pool.Start, guest.Pool.Size);
        if (size + table.PageSize.Bytes > table.Size * table.PageSize)
        {
            return DmaReason.PoolLargerThanLowWindow;
        }

        if (!table.TryMapLowest(start, size, out var bus))
        {
            return DmaReason.IommuRangeExhausted;
        }

        endpoint.PoolInLowWindow = bus;
        guest.Hypercalls.PutMany(table.CountFor(start, size));
        Say(DmaEventKind.WindowOpened, device, bus, size, "the pool in the default window");
        return null;
    }

    private bool TryCreate(DmaDevice device, DmaMask mask)
    {
        var endpoint = device.Endpoint;
        if (endpoint.Ddw is DdwAvailability.Disabled || endpoint.HasFailed
            || endpoint.Firmware.LowWindowSize == ByteCount.Zero)
        {
            return false;
        }

        var why = WhyNot(endpoint, mask);
        if (why is not null)
        {
            endpoint.HasFailed = true;
            Say(DmaEventKind.WindowNotHad, device, default, default, why);
            return false;
        }

        MakeRoom(device);
        Create(device, mask);
        return true;
    }

    private string? WhyNot(PartitionableEndpoint endpoint, DmaMask mask) => endpoint.Firmware switch
    {
        { Ddw: DdwAvailability.Unavailable } => "the firmware offers none",
        _ when IsNarrow(mask) && !endpoint.Firmware.LimitedAddressing => LimitedRefused,
        _ when IsNarrow(mask) && mask.Highest <= LimitedBaseOf(endpoint) =>
            "no room below the mask",
        { Ddw: DdwAvailability.TooSmall } when Windows is not { TakesSmallWindow: true } =>
            "it cannot map all RAM",
        { OneWindow: true } when Windows is { DefaultWindowRemoval: DefaultWindowRemoval.Never } =>
            "no free window",
        { OneWindow: true } when endpoint.Low is { Table.Used.Value: > 0 } =>
            "the default window is in use and cannot be replaced",
        _ when AsksForNothing => CreationFailed,
        _ => null,
    };

    /// <summary>The kernel asks for a window without a size, and takes the refusal for a window the
    /// first time (facts/real-kernels.md, defect 1).</summary>
    public bool AsksForNothing =>
        Windows is { SizesWindowByHotplugMemory: true } && !guest.Boot.HasHotplugMemory;

    private bool IsNarrow(DmaMask mask) =>
        mask.Bits < 64 && Windows is { NarrowWindowNeedsLimitedAddressing: true };

    // Two windows never overlap, so a default window that reaches higher pushes the limited one up.
    private static BusAddr LimitedBaseOf(PartitionableEndpoint endpoint)
    {
        if (endpoint is not { Firmware.OneWindow: false, Low.Table: var low })
        {
            return LimitedBase;
        }

        var end = low.BusBase + (low.Size * low.PageSize);
        return end > LimitedBase ? end : LimitedBase;
    }

    private void MakeRoom(DmaDevice device)
    {
        var endpoint = device.Endpoint;
        if (!endpoint.Firmware.OneWindow)
        {
            return;
        }

        endpoint.Low = null;
        endpoint.PoolInLowWindow = null;
        if (Windows is { DefaultWindowRemoval: DefaultWindowRemoval.ClearsTable })
        {
            endpoint.Table = null;
        }

        Say(DmaEventKind.DefaultWindowRemoved, device, default, default, null);
    }

    private void Create(DmaDevice device, DmaMask mask)
    {
        var endpoint = device.Endpoint;
        var isSmall = endpoint.Firmware.Ddw == DdwAvailability.TooSmall;
        var start = IsNarrow(mask) ? LimitedBaseOf(endpoint) : endpoint.Firmware.HugeBase;
        var size = isSmall ? new ByteCount(guest.Boot.Ram.Value / 2) : SizeFor(endpoint);
        if (IsNarrow(mask) && mask.Highest < start + (size - new ByteCount(1)))
        {
            // The direct/dynamic choice of 3.2: a window narrower than RAM is filled on demand.
            isSmall = true;
            size = mask.Highest - start;
        }

        var page = endpoint.Firmware.HugePage;
        var count = new TceCount(page.PagesFor(size));
        if (!isSmall)
        {
            endpoint.Huge = endpoint.NewDirect(start, count, page);
            return;
        }

        endpoint.Table = new IommuTable(start, count, page);
        endpoint.Huge = new DmaWindow.Dynamic(endpoint.Table);
        Say(DmaEventKind.WindowOpened, device, start, size, "a huge window as the new table");
    }

    // 3.2: a power of two that holds all memory there is, or that may come; with persistent memory
    // one that holds all that a machine can have, if the firmware has so large a window.
    private ByteCount SizeFor(PartitionableEndpoint endpoint)
    {
        if (CoversPmem(endpoint))
        {
            return new ByteCount(1UL << MostPhysicalBits);
        }

        var max = new PhysAddr(guest.Boot.HotplugMax.Value - 1);
        var last = guest.Ram.LastByte > max ? guest.Ram.LastByte : max;
        return new ByteCount(DmaMask.Reaching(new BusAddr(last.Value)).Highest.Value + 1);
    }

    private bool CoversPmem(PartitionableEndpoint endpoint) =>
        endpoint.Firmware.Pmem
        && Windows is { LimitsDirectForPmem: true }
        && endpoint.Firmware.LargestBlock.Value
            >= 1UL << (MostPhysicalBits - endpoint.Firmware.HugePage.Shift);

    /// <summary>Where the huge window ends for RAM, if there may be memory beyond it (2.4); null if
    /// it covers all.</summary>
    public BusAddr? LimitOf(PartitionableEndpoint endpoint, IommuTable window) =>
        endpoint.Firmware.Pmem && Windows is { LimitsDirectForPmem: true } && !CoversPmem(endpoint)
            ? window.BusBase + (window.Size * window.PageSize)
            : null;

    // Once: from then on hotplug keeps it in step, and a later call finds it as it is. A window
    // that was made for less, over the pool, maps what it can.
    private void MapRam(DmaDevice device, DmaWindow.Direct window)
    {
        if (window.MapsRam)
        {
            return;
        }

        window.MapsRam = true;
        var reach = (window.Table.Size * window.Table.PageSize).Value;
        foreach (ref readonly var run in guest.Ram.Runs)
        {
            if (run.Start < reach)
            {
                var size = new ByteCount(Math.Min(run.Length, reach - run.Start));
                Map(device, window, new PhysAddr(run.Start), size, "all of RAM");
            }
        }
    }

    private void MapPool(DmaDevice device, DmaWindow.Direct window)
    {
        var (start, size) = (guest.Pool.Start, guest.Pool.Size);
        var isMapped = size == ByteCount.Zero
            || (window.Table.TryTranslate(
                window.BusOf(start), TceAccess.Read, out _, out var length) && length >= size);
        if (!isMapped)
        {
            Map(device, window, start, size, "the pool");
        }
    }

    private void Map(
        DmaDevice device, DmaWindow.Direct window, PhysAddr start, ByteCount size, string words)
    {
        var bus = window.BusOf(start);
        window.Table.MapAt(bus, start, size);
        guest.Hypercalls.PutMany(window.Table.PageSize.PagesFor(size));
        guest.Events.On(new DmaEvent(
            DmaEventKind.WindowOpened, device.Name, bus, start, size, Words: words));
    }

    private void Say(
        DmaEventKind kind, DmaDevice device, BusAddr bus, ByteCount size, string? words) =>
        guest.Events.On(new DmaEvent(kind, device.Name, Bus: bus, Size: size, Words: words));
}
