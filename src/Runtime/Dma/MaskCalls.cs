using System.Diagnostics;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>dma_set_mask() and its like: each call runs the policy's window decision, and the last
/// accepted one wins (facts/kernel-dispatch.md 2.0).</summary>
public sealed class MaskCalls(Guest guest, IDispatchPolicy policy, FactReader facts)
{
    private readonly WindowOpener _opener = new(guest);

    /// <summary>Device set-up: 32-bit masks; a refusal is no error.</summary>
    public void SetUp(DmaDevice device) => Decide(device, device.DmaMask);

    /// <summary>dma_set_mask(). Null: accepted; otherwise why it is -EIO.</summary>
    public DmaReason? SetMask(DmaDevice device, DmaMask mask)
    {
        var failure = Call(device, mask, "dma_set_mask");
        device.DmaMask = failure is null ? mask : device.DmaMask;
        return failure;
    }

    /// <summary>dma_set_coherent_mask(). Null: accepted; otherwise why it is -EIO.</summary>
    public DmaReason? SetCoherentMask(DmaDevice device, DmaMask mask)
    {
        var failure = Call(device, mask, "dma_set_coherent_mask");
        device.CoherentMask = failure is null ? mask : device.CoherentMask;
        return failure;
    }

    /// <summary>dma_set_mask_and_coherent(): the two in turn; the second is not tried if the first
    /// fails. </summary>
    public DmaReason? SetMaskAndCoherent(DmaDevice device, DmaMask mask) =>
        SetMask(device, mask) ?? SetCoherentMask(device, mask);

    /// <summary>dma_get_required_mask(). From v6.1 on it is no mere query: unless an allocation
    /// goes direct it runs the window decision for the answer, and no mask changes
    /// (facts/kernel-dispatch.md 2.5).</summary>
    public DmaMask QueryRequiredMask(DmaDevice device)
    {
        var required = facts.RequiredMask(device);
        var isMereQuery = guest.Boot.IommuOff
            || guest.Kernel.Windows is not { RequiredMaskQueryDecides: true };
        if (!isMereQuery && !AllocGoesDirect(device))
        {
            Decide(device, required);
        }

        return required;
    }

    private bool AllocGoesDirect(DmaDevice device)
    {
        var request = new DmaRequest(default, guest.Boot.PageSize.Bytes);
        var choice = policy.DecidePath(facts.OfOperation(device, DmaOp.Alloc, request));
        return choice.Action is PathAction.Bypass or PathAction.Direct;
    }

    private DmaReason? Call(DmaDevice device, DmaMask mask, string call)
    {
        var failure = Decide(device, mask);
        var kind = failure is null ? DmaEventKind.MaskAccepted : DmaEventKind.MaskRefused;
        guest.Events.On(new DmaEvent(
            kind,
            device.Name,
            Reason: failure,
            Words: call,
            Bits: mask.Bits,
            Granted: failure is null ? device.Window : null));
        return failure;
    }

    private DmaReason? Decide(DmaDevice device, DmaMask mask)
    {
        if (guest.Boot.IommuOff)
        {
            return AcceptIfSupported(device, mask);
        }

        var choice = policy.DecideWindow(facts.OfMaskCall(device, mask));
        guest.Events.On(
            new DmaEvent(DmaEventKind.WindowDecided, device.Name, Bits: mask.Bits, Window: choice));
        return choice.Action switch
        {
            WindowAction.Refuse => DmaReason.Refused,
            WindowAction.Undecided => DmaReason.Undecided,
            WindowAction.NoOps => AcceptIfSupported(device, mask),
            WindowAction.DdwMappingRam => GrantHuge(device, mask, mapsRam: true),
            WindowAction.DdwMappingPool => GrantHuge(device, mask, mapsRam: false),
            WindowAction.LowMappingPool => GrantLow(device, mask),
            _ => GrantTable(device, mask, GrantedWindow.Table),
        };
    }

    private DmaReason? AcceptIfSupported(DmaDevice device, DmaMask mask)
    {
        if (mask.Bits < facts.SupportedMask(device).Bits)
        {
            return DmaReason.MaskTooSmall;
        }

        device.Window = GrantedWindow.None;
        return null;
    }

    private DmaReason? GrantHuge(DmaDevice device, DmaMask mask, bool mapsRam)
    {
        var hadFailed = device.Endpoint.HasFailed;
        if (!_opener.TryOpenHuge(device, mask, mapsRam))
        {
            var isTakenForHad =
                _opener.AsksForNothing && !hadFailed && device.Endpoint.HasFailed;
            return GrantTable(
                device, mask, isTakenForHad ? GrantedWindow.Ddw : GrantedWindow.Table);
        }

        if (device.Endpoint.Huge is not { Table: var table })
        {
            throw new UnreachableException();
        }

        device.DmaOffset = new ByteCount(table.BusBase.Value);
        if (_opener.LimitOf(device.Endpoint, table) is { } limit)
        {
            device.BusDmaLimit = limit;
            device.Window = GrantedWindow.Table;
            return null;
        }

        device.Window = GrantedWindow.Ddw;
        return null;
    }

    private DmaReason? GrantLow(DmaDevice device, DmaMask mask) =>
        WhyNoTable(device, mask)
        ?? _opener.MapPoolLow(device)
        ?? GrantTable(device, mask, GrantedWindow.Low);

    private static DmaReason? GrantTable(DmaDevice device, DmaMask mask, GrantedWindow window)
    {
        if (WhyNoTable(device, mask) is { } failure)
        {
            return failure;
        }

        device.Window = window;
        return null;
    }

    private static DmaReason? WhyNoTable(DmaDevice device, DmaMask mask) =>
        device.Endpoint.Table switch
    {
        null => DmaReason.IommuTableUnavailable,
        var table when table.BusBase > mask.Highest => DmaReason.IommuOffsetExceedsMask,
        _ => null,
    };
}
