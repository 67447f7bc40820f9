using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Memory that comes and goes while the guest runs, and the notifier that keeps huge
/// windows in step (facts/kernel-dispatch.md 3.2): MEM_GOING_ONLINE adds TCEs, MEM_CANCEL_ONLINE
/// and MEM_OFFLINE clear them. A window that maps only the pool is none of its business (3.2, 6.7),
/// nor is one that is filled on demand.</summary>
public sealed class MemoryHotplug(Guest guest)
{
    /// <summary>What reports call whoever adds and removes memory.</summary>
    public const string Subject = "host";

    /// <summary>How memory comes and goes: in blocks of 256 MiB, pseries' LMB (6.7).</summary>
    public static ByteCount Block => ByteCount.MiB(256);

    /// <summary>Brings memory online where there was none. Null, or why it is not: a window that
    /// cannot map it vetoes.</summary>
    public DmaReason? Add(PhysAddr start, ByteCount size)
    {
        foreach (var endpoint in guest.Endpoints)
        {
            if (WindowOver(endpoint) is { } window && !IsSkipped(start)
                && !TryGrow(endpoint, window, start, size))
            {
                ClearAll(start, size);
                Say(DmaEventKind.MemoryVetoed, start, size, DmaReason.HotplugVetoed);
                return DmaReason.HotplugVetoed;
            }
        }

        guest.Ram.Add(start, size);
        Say(DmaEventKind.MemoryAdded, start, size, reason: null);
        return null;
    }

    /// <summary>Takes memory away. Null, or why it stays: a page of it is in use. What comes back
    /// later at the same place is new: zeros, and private in a secure guest.</summary>
    public DmaReason? Remove(PhysAddr start, ByteCount size)
    {
        if (guest.Ram.IsPinned(start, size))
        {
            Say(DmaEventKind.MemoryKept, start, size, DmaReason.MemoryInUse);
            return DmaReason.MemoryInUse;
        }

        ClearAll(start, size);
        guest.Ram.Remove(start, size);
        guest.Memory.Forget(start, size);
        Say(DmaEventKind.MemoryRemoved, start, size, reason: null);
        return null;
    }

    private static DmaWindow.Direct? WindowOver(PartitionableEndpoint endpoint) =>
        endpoint.Huge is DmaWindow.Direct { MapsRam: true } window ? window : null;

    private bool IsSkipped(PhysAddr start) =>
        guest.Kernel.Windows is { SkipsMemoryAboveHotplugMax: true }
        && start.Value >= guest.Boot.HotplugMax.Value;

    private bool TryGrow(
        PartitionableEndpoint endpoint, DmaWindow.Direct window, PhysAddr start, ByteCount size)
    {
        if (!window.CoversRam(start, size))
        {
            return false;
        }

        var bus = window.BusOf(start);
        window.Table.MapAt(bus, start, size);
        guest.Hypercalls.PutMany(window.Table.PageSize.PagesFor(size));
        guest.Events.On(new DmaEvent(DmaEventKind.WindowGrew, endpoint.Name, bus, start, size));
        return true;
    }

    private void ClearAll(PhysAddr start, ByteCount size)
    {
        foreach (var endpoint in guest.Endpoints)
        {
            if (WindowOver(endpoint) is not { } window
                || !window.Table.TryTranslate(
                    window.BusOf(start), TceAccess.Read, out _, out _))
            {
                continue;
            }

            var bus = window.BusOf(start);
            window.Table.Unmap(bus, size);
            guest.Hypercalls.Clear(window.Table.PageSize.PagesFor(size));
            guest.Events.On(
                new DmaEvent(DmaEventKind.WindowShrank, endpoint.Name, bus, start, size));
        }
    }

    private void Say(DmaEventKind kind, PhysAddr start, ByteCount size, DmaReason? reason) =>
        guest.Events.On(new DmaEvent(kind, Subject, Phys: start, Size: size, Reason: reason));
}
