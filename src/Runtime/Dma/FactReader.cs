using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Reads the facts of a moment off the guest and a device.</summary>
public sealed class FactReader(Guest guest)
{
    /// <summary>The facts of a mask call.</summary>
    public DispatchFacts OfMaskCall(DmaDevice device, DmaMask mask) =>
        Common(device) with { Mask = mask };

    /// <summary>The facts of an operation. Whether it lies below the limit is judged by the bus
    /// address of the buffer's end (arch_dma_map_page_direct(); facts/kernel-dispatch.md 2.4); an
    /// allocation is never asked.</summary>
    public DispatchFacts OfOperation(DmaDevice device, DmaOp op, in DmaRequest request)
    {
        var end = request.Buffer + request.Size + device.DmaOffset;
        return Common(device) with
        {
            Op = op,
            Mask = op == DmaOp.Alloc ? device.CoherentMask : device.DmaMask,
            MapSize = request.Size,
            Atomic = request.Atomic,
            WeakOrdering = request.WeakOrdering,
            BelowBusLimit = op != DmaOp.Alloc
                && HasLimit(device)
                && end.Value <= device.BusDmaLimit.Value,
        };
    }

    /// <summary>The facts of an unmap: those of a map now, but with a test of its own for the limit
    /// (arch_dma_unmap_page_direct(); 2.4).</summary>
    public DispatchFacts OfUnmap(DmaDevice device, in DmaMapping mapping) =>
        OfOperation(device, DmaOp.Map, mapping.Request) with
        {
            BelowBusLimit = HasLimit(device)
                && (mapping.Bus + mapping.Size).Value >= device.DmaOffset.Value,
        };

    /// <summary>The narrowest mask that reaches all RAM at the device's offset
    /// (dma_direct_get_required_mask).</summary>
    public DmaMask RequiredMask(DmaDevice device) =>
        DmaMask.Reaching(new BusAddr(guest.Ram.LastByte.Value) + device.DmaOffset);

    /// <summary>The narrowest mask that dma_direct_supported() accepts (facts/kernel-dispatch.md
    /// 5.5).</summary>
    public DmaMask SupportedMask(DmaDevice device)
    {
        var zone = guest.Kernel.Platform.ZoneEnds[0];
        var lowest = ByteCount.Min(new ByteCount(guest.Ram.LastByte.Value), LastOf(zone));
        var strict = DmaMask.Reaching(new BusAddr(device.DmaOffset.Value) + lowest);
        var isStrict = guest.Kernel.Windows is { WantsMaskOverOffset: true } || strict.Bits < 32;
        return isStrict ? strict : DmaMask.OfBits(32);
    }

    private static bool HasLimit(DmaDevice device) => device.BusDmaLimit.Value != 0;

    private static ByteCount LastOf(ByteCount size) => size - new ByteCount(1);

    private DispatchFacts Common(DmaDevice device) => new()
    {
        IsSecureGuest = guest.Boot.IsSecure,
        Ddw = device.Endpoint.Ddw,
        DmaMask = device.DmaMask,
        CoherentMask = device.CoherentMask,
        Window = device.Window,
        PoolInLowWindow = device.Endpoint.PoolIsInLowWindow,
        RequiredMask = RequiredMask(device),
        SupportedMask = SupportedMask(device),
        BusDmaLimit = device.BusDmaLimit,
        Swiotlb = guest.Boot.Swiotlb,
        SwiotlbForce = guest.Boot.ForcesBounce,
        PoolSize = guest.Pool.Size,
        LowWindowSize = device.Endpoint.Firmware.LowWindowSize,
        FixedIsWeak = guest.Boot.FixedIsWeak,
        Domain = guest.Boot.Domain,
    };
}
