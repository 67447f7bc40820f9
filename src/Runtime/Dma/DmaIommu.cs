using System.Numerics;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>dma_iommu_*: TCEs made for each request. It never bounces and never shares
/// (facts/kernel-dispatch.md 2.0), unless a policy asks for either.</summary>
public sealed class DmaIommu(Guest guest, DmaDirect direct)
{
    /// <summary>Maps a buffer, or a slot that stands for it, or pages that are shared first. In a
    /// list, <paramref name="after"/> is where the entry before it ends.</summary>
    public DmaResult Map(
        DmaDevice device, in DmaRequest request, PathChoice path, BusAddr after = default)
    {
        if (path.By == PathBy.Pool)
        {
            return MapSlot(device, request, path);
        }

        if (path.By == PathBy.Sharing)
        {
            guest.Share(device.Name, request.Buffer, request.Size);
        }

        return MakeTces(device, request, path, request.Buffer, slot: null, after: after);
    }

    /// <summary>Whether a device's lists are mapped at addresses in one run, made for the whole
    /// list.</summary>
    public static bool MapsListsWhole(DmaDevice device) =>
        device.Endpoint.Table is { IsDomain: true };

    /// <summary>Maps the entries of a list one behind the other; null, or why it cannot.</summary>
    public DmaReason? MapWhole(
        DmaDevice device,
        ReadOnlySpan<DmaRequest> requests,
        PathChoice path,
        List<DmaMapping> taken)
    {
        var table = device.Endpoint.Table!;
        var pages = 0UL;
        foreach (ref readonly var request in requests)
        {
            pages += table.CountFor(request.Buffer, request.Size);
        }

        var all = Wanted(
            device, requests[0], default, new TceCount(pages) * table.PageSize, device.DmaMask);
        if (!table.TryMap(all, out var bus))
        {
            return DmaReason.IommuRangeExhausted;
        }

        foreach (ref readonly var request in requests)
        {
            var page = request.Buffer.PageStart(table.PageSize);
            var made = Wanted(device, request, request.Buffer, request.Size, device.DmaMask);
            table.MapAt(bus, page, request.Buffer - page + request.Size, made.Access);
            SayMade(device, table, made, bus);
            var mapping = DmaMapping.Of(request, path, bus + (request.Buffer - page));
            DmaLists.Join(device, taken, mapping);
            bus += new TceCount(table.CountFor(request.Buffer, request.Size)) * table.PageSize;
        }

        return null;
    }

    /// <summary>Maps a device's registers, where the platform has a way to.</summary>
    public DmaResult MapResource(DmaDevice device, in DmaRequest request, PathChoice path) =>
        device.Endpoint.Table is { IsDomain: true }
            ? MakeTces(device, request, path, request.Buffer, slot: null)
            : DmaResult.Fail(DmaReason.NoResourceMapping);

    /// <summary>Ends a mapping: its TCEs are cleared, its slot is copied out and
    /// released.</summary>
    public void Unmap(DmaDevice device, in DmaMapping mapping)
    {
        ClearTces(device, mapping);
        direct.Unmap(device, mapping);
    }

    /// <summary>Allocates coherent memory anywhere and maps it; its pages stay private.</summary>
    public DmaResult Alloc(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        PhysAddr start;
        if (path.By == PathBy.Pool)
        {
            if (!guest.Pool.Exists)
            {
                return DmaResult.Fail(DmaReason.SwiotlbPoolAbsent);
            }

            if (direct.CarveSlots(device, request, PoolBus, out start) is { } failure)
            {
                return DmaResult.Fail(failure);
            }
        }
        else if (!guest.Pages.TryTake(request.Size, zoneEnd: null, out start))
        {
            return DmaResult.Fail(DmaReason.CoherentMaskBelowBusAddress);
        }

        if (path.By == PathBy.Sharing)
        {
            guest.Share(device.Name, start, request.Size);
        }

        guest.Memory.Write(start, request.Size, default);
        var result = MakeTces(
            device, request with { Buffer = start }, path, start, slot: null, isAlloc: true);
        if (!result.Succeeded)
        {
            GiveBack(device, start, request.Size, path.By);
        }

        return result;
    }

    /// <summary>Frees coherent memory.</summary>
    public void Free(DmaDevice device, in DmaMapping mapping)
    {
        ClearTces(device, mapping with { Size = WholePages(mapping.Size) });
        GiveBack(device, mapping.Buffer, mapping.Size, mapping.Path.By);
    }

    // The search aligns to what the device sees; TCEs keep what lies within a page.
    private BusAddr PoolBus => new(guest.Pool.Start.Value);

    private DmaResult MapSlot(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        if (!guest.Pool.Exists)
        {
            return DmaResult.Fail(DmaReason.SwiotlbPoolAbsent);
        }

        if (direct.TryTakeSlot(device, request, PoolBus, out var slot) is { } failure)
        {
            return DmaResult.Fail(failure);
        }

        var result = MakeTces(device, request, path, slot, slot);
        if (!result.Succeeded)
        {
            direct.ReleaseSlots(slot, request.Size);
        }

        return result;
    }

    private DmaResult MakeTces(
        DmaDevice device,
        in DmaRequest request,
        PathChoice path,
        PhysAddr memory,
        PhysAddr? slot,
        bool isAlloc = false,
        BusAddr after = default)
    {
        if (device.Endpoint.Table is not { } table)
        {
            return DmaResult.Fail(DmaReason.IommuTableUnavailable);
        }

        var wanted = (isAlloc
            ? Wanted(device, request, memory, WholePages(request.Size), device.CoherentMask)
            : Wanted(device, request, memory, request.Size, device.DmaMask)) with
        {
            AlignOrder = isAlloc
                ? AlignOrderOf(table, request.Size)
                : table.AlignOrderFor(memory, request.Size, guest.Boot.PageSize),
            After = table.EntryBehind(after),
        };
        if (!table.TryMap(wanted, out var bus))
        {
            return DmaResult.Fail(DmaReason.IommuRangeExhausted);
        }

        SayMade(device, table, wanted, bus);
        return new DmaResult(DmaMapping.Of(request, path, bus, slot), null);
    }

    private void SayMade(DmaDevice device, IommuTable table, in TceRequest made, BusAddr bus)
    {
        if (!table.IsDomain)
        {
            guest.Hypercalls.Put(table.CountFor(made.Start, made.Size));
        }

        guest.Events.On(
            new DmaEvent(
                DmaEventKind.TcesMade, device.Name, Bus: bus, Phys: made.Start, Size: made.Size));
    }

    // 3.4: read is always allowed; write unless the data only goes to the device.
    private TceRequest Wanted(
        DmaDevice device, in DmaRequest request, PhysAddr memory, ByteCount size, DmaMask mask) =>
        new(
            memory,
            size,
            request.Direction == DmaDirection.ToDevice
                ? TceAccess.Read
                : TceAccess.Read | TceAccess.Write,
            mask)
        {
            BoundaryMask = device.SegmentBoundary,
            Cpu = guest.Cpu,
        };

    // 3.5: coherent memory is whole pages of the guest, aligned to their size.
    private ByteCount WholePages(ByteCount size)
    {
        var page = guest.Boot.PageSize;
        return new TceCount(page.PagesFor(size)) * page;
    }

    private int AlignOrderOf(IommuTable table, ByteCount size)
    {
        var entries = table.PageSize.PagesFor(WholePages(size));
        return BitOperations.Log2(BitOperations.RoundUpToPowerOf2(Math.Max(1, entries)));
    }

    private void ClearTces(DmaDevice device, in DmaMapping mapping)
    {
        // Only the table of now is looked at; what was made in another one stays there.
        if (device.Endpoint.Table is not { } table || !table.Covers(mapping.Bus))
        {
            return;
        }

        table.Unmap(mapping.Bus, mapping.Size);
        if (!table.IsDomain)
        {
            guest.Hypercalls.Clear(table.CountFor(new PhysAddr(mapping.Bus.Value), mapping.Size));
        }

        guest.Events.On(
            new DmaEvent(
                DmaEventKind.TcesCleared, device.Name, Bus: mapping.Bus, Size: mapping.Size));
    }

    private void GiveBack(DmaDevice device, PhysAddr start, ByteCount size, PathBy by)
    {
        if (by == PathBy.Pool)
        {
            direct.ReleaseSlots(start, size);
            return;
        }

        if (by == PathBy.Sharing)
        {
            guest.Unshare(device.Name, start, size);
        }

        guest.Pages.Release(start, size);
    }
}
