using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>dma_direct_*: the only place that bounces and the only one that shares pages
/// (facts/kernel-dispatch.md 5).</summary>
public sealed class DmaDirect(Guest guest)
{
    /// <summary>Maps a buffer, by way of a bounce slot where that is forced or needed
    /// (5.1).</summary>
    public DmaResult Map(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        var bus = new BusAddr(request.Buffer.Value) + OffsetOf(device, path);
        var isForced = guest.Boot.ForcesBounce || path.By == PathBy.Pool;
        if (!isForced && IsWithin(bus, request.Size, LimitOf(device, device.DmaMask)))
        {
            return new DmaResult(DmaMapping.Of(request, path, bus), null);
        }

        if (!guest.Pool.Exists)
        {
            return DmaResult.Fail(
                isForced ? DmaReason.SwiotlbPoolAbsent : DmaReason.DmaAddressExceedsMask);
        }

        return Bounce(device, request, path);
    }

    /// <summary>Ends a mapping: a bounce slot is copied out, unless the driver does that itself,
    /// and released (5.2, facts/swiotlb-and-traces.md 2.1).</summary>
    public void Unmap(DmaDevice device, in DmaMapping mapping)
    {
        if (mapping.Slot is { } slot)
        {
            if (!mapping.SkipsCpuSync)
            {
                CopyOut(device, mapping);
            }

            ReleaseSlots(slot, mapping.Size);
        }
    }

    /// <summary>Allocates coherent memory: pages below the coherent mask, shared in a secure guest;
    /// never bounced (5.4). Through the pool: carved from there, as a restricted-dma-pool
    /// does.</summary>
    public DmaResult Alloc(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        var limit = LimitOf(device, device.CoherentMask);
        if (path.By == PathBy.Pool)
        {
            return Carve(device, request, path, limit);
        }

        if (request.Atomic && guest.Boot.IsSecure && guest.Kernel.AtomicNeedsCoherentPool)
        {
            return DmaResult.Fail(DmaReason.NoCoherentPoolForAtomic);
        }

        var offset = OffsetOf(device, path);
        if (!TryTakePages(request.Size, offset, limit, out var start))
        {
            return DmaResult.Fail(DmaReason.CoherentMaskBelowBusAddress);
        }

        guest.Share(device.Name, start, request.Size);
        guest.Memory.Write(start, request.Size, default);
        var made = request with { Buffer = start };
        return new DmaResult(DmaMapping.Of(made, path, new BusAddr(start.Value) + offset), null);
    }

    /// <summary>Frees coherent memory; pages become private again, and zero.</summary>
    public void Free(DmaDevice device, in DmaMapping mapping)
    {
        if (guest.Pool.Contains(mapping.Buffer))
        {
            ReleaseSlots(mapping.Buffer, mapping.Size);
            return;
        }

        guest.Unshare(device.Name, mapping.Buffer, mapping.Size);
        guest.Pages.Release(mapping.Buffer, mapping.Size);
    }

    /// <summary>The buffer's content goes to the slot, unless the direction says that it need not
    /// (5.2).</summary>
    public void CopyIn(DmaDevice device, in DmaMapping mapping)
    {
        if (mapping.Slot is { } slot && mapping.Direction != DmaDirection.FromDevice)
        {
            Copy(device, mapping.Buffer, slot, mapping.Size, "to the slot");
        }
    }

    /// <summary>The slot's content goes to the buffer, unless the direction says that it need not
    /// (5.2).</summary>
    public void CopyOut(DmaDevice device, in DmaMapping mapping)
    {
        if (mapping.Slot is { } slot && mapping.Direction != DmaDirection.ToDevice)
        {
            Copy(device, slot, mapping.Buffer, mapping.Size, "back to the buffer");
        }
    }

    /// <summary>A device's registers at their own address, if the mask reaches it.</summary>
    public static DmaResult MapResource(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        var bus = new BusAddr(request.Buffer.Value);
        return IsWithin(bus, request.Size, LimitOf(device, device.DmaMask))
            ? new DmaResult(DmaMapping.Of(request, path, bus), null)
            : DmaResult.Fail(DmaReason.DmaAddressExceedsMask);
    }

    /// <summary>Takes a slot and fills it as the release does at map time; not yet reachable by a
    /// device.</summary>
    public DmaReason? TryTakeSlot(
        DmaDevice device, in DmaRequest request, BusAddr poolBus, out PhysAddr slot)
    {
        if (TakeSlots(device, request.Buffer, request.Size, poolBus, out slot) is { } failure)
        {
            return failure;
        }

        guest.Events.On(
            new DmaEvent(DmaEventKind.Bounced, device.Name, Phys: slot, Size: request.Size));
        var wantsCopy = request.Direction != DmaDirection.FromDevice && !request.SkipsCpuSync;
        if (wantsCopy || guest.Kernel.Bounce is { CopiesInForReceive: true })
        {
            Copy(device, request.Buffer, slot, request.Size, "to the slot");
        }

        return null;
    }

    /// <summary>Takes zeroed pool memory for an allocation.</summary>
    public DmaReason? CarveSlots(
        DmaDevice device, in DmaRequest request, BusAddr poolBus, out PhysAddr start)
    {
        if (TakeSlots(device, default, request.Size, poolBus, out start) is { } failure)
        {
            return failure;
        }

        guest.Memory.Write(start, request.Size, default);
        return null;
    }

    private DmaReason? TakeSlots(
        DmaDevice device, PhysAddr buffer, ByteCount size, BusAddr poolBus, out PhysAddr copy)
    {
        copy = default;
        if (size > SwiotlbPool.MaxMapping)
        {
            return DmaReason.ExceedsSwiotlbMax;
        }

        var request = new SlotRequest(buffer, size, poolBus)
        {
            MinAlignMask = device.MinAlignMask,
            BoundaryMask = device.SegmentBoundary,
            Cpu = guest.Cpu,
        };
        switch (guest.Pool.TryTake(request, out copy))
        {
            case SlotSearchEnd.Found:
                guest.Bounced.Set(copy.Value, size.Value, new BounceOwner(device.Name));
                return null;
            case SlotSearchEnd.Full:
                return DmaReason.SwiotlbFull;
            default:
                return DmaReason.SwiotlbSearchEndless;
        }
    }

    /// <summary>Gives slots back that a copy of some size took.</summary>
    public void ReleaseSlots(PhysAddr copy, ByteCount size)
    {
        guest.Pool.Release(copy);
        guest.Bounced.Remove(copy.Value, size.Value);
    }

    private DmaResult Bounce(DmaDevice device, in DmaRequest request, PathChoice path)
    {
        if (request.Size > SwiotlbPool.MaxMapping)
        {
            return DmaResult.Fail(DmaReason.ExceedsSwiotlbMax);
        }

        // The search ignores masks, so a device is served for sure only if it reaches the pool's
        // last byte. A slot that it does not reach is given back, and the next search starts behind
        // it all the same (5.1).
        var poolBus = BusOfPool(device, path);
        if (!IsWithin(poolBus, guest.Pool.Size, LimitOf(device, device.DmaMask)))
        {
            var found = TakeSlots(device, request.Buffer, request.Size, poolBus, out var missed);
            ReleaseSlots(missed, request.Size);
            return DmaResult.Fail(
                found is DmaReason.SwiotlbSearchEndless
                    ? DmaReason.SwiotlbSearchEndless
                    : DmaReason.BounceAddressExceedsMask);
        }

        if (TryTakeSlot(device, request, poolBus, out var slot) is { } failure)
        {
            return DmaResult.Fail(failure);
        }

        var bus = poolBus + (slot - guest.Pool.Start);
        return new DmaResult(DmaMapping.Of(request, path, bus, slot), null);
    }

    private DmaResult Carve(DmaDevice device, in DmaRequest request, PathChoice path, BusAddr limit)
    {
        if (!guest.Pool.Exists)
        {
            return DmaResult.Fail(DmaReason.SwiotlbPoolAbsent);
        }

        var poolBus = BusOfPool(device, path);
        if (!IsWithin(poolBus, guest.Pool.Size, limit))
        {
            return DmaResult.Fail(DmaReason.CoherentMaskBelowBusAddress);
        }

        if (CarveSlots(device, request, poolBus, out var start) is { } failure)
        {
            return DmaResult.Fail(failure);
        }

        var bus = poolBus + (start - guest.Pool.Start);
        return new DmaResult(DmaMapping.Of(request with { Buffer = start }, path, bus), null);
    }

    private BusAddr BusOfPool(DmaDevice device, PathChoice path) =>
        path.Action == PathAction.Direct && device.Endpoint.PoolInLowWindow is { } low
            ? low
            : new BusAddr(guest.Pool.Start.Value) + OffsetOf(device, path);

    private bool TryTakePages(ByteCount size, ByteCount offset, BusAddr limit, out PhysAddr start)
    {
        var reach = limit.Value > offset.Value ? limit.Value - offset.Value : 0;
        var zones = guest.Kernel.Platform.ZoneEnds;
        for (var zone = FirstZoneFor(reach); zone >= 0; zone--)
        {
            ByteCount? end = zone < zones.Length ? zones[zone] : null;
            if (guest.Pages.TryTake(size, end, out start))
            {
                if (IsWithin(new BusAddr(start.Value) + offset, size, limit))
                {
                    return true;
                }

                guest.Pages.Release(start, size);
            }
        }

        start = default;
        return false;
    }

    // Memory for a mask of 32 bits comes from the highest zone that ends there; what does not suit
    // is tried again in the one below.
    private int FirstZoneFor(ulong reach)
    {
        var zones = guest.Kernel.Platform.ZoneEnds;
        return reach < zones[0].Value ? 0
            : reach <= uint.MaxValue ? zones.Length - 1
            : zones.Length;
    }

    private void Copy(DmaDevice device, PhysAddr from, PhysAddr to, ByteCount size, string words)
    {
        guest.Memory.Copy(from, to, size);
        guest.Events.On(
            new DmaEvent(DmaEventKind.Copied, device.Name, Phys: to, Size: size, Words: words));
    }

    private static ByteCount OffsetOf(DmaDevice device, PathChoice path) =>
        path.Action == PathAction.Bypass ? device.DmaOffset : ByteCount.Zero;

    private static BusAddr LimitOf(DmaDevice device, DmaMask mask) =>
        device.BusDmaLimit.Value != 0 && device.BusDmaLimit < mask.Highest
            ? device.BusDmaLimit
            : mask.Highest;

    private static bool IsWithin(BusAddr start, ByteCount size, BusAddr limit) =>
        start <= limit && (size == ByteCount.Zero || limit - start >= size - new ByteCount(1));
}
