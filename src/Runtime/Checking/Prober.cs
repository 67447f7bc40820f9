using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>What a misbehaving device, and the hypervisor beside it, get at
/// (facts/kernel-dispatch.md 4.3, 6.5). Nothing is private in a normal guest, so there only another
/// device's bytes can leak.</summary>
public sealed class Prober(Machine machine)
{
    private static readonly DmaMask Widest = DmaMask.OfBits(64);

    /// <summary>Tries one thing; what comes of it is in the events.</summary>
    public void Probe(Device device, ProbeKind kind)
    {
        switch (kind)
        {
            case ProbeKind.LeakedPage:
                ReadLeakedPage(device);
                break;
            case ProbeKind.PrivateRead:
                ReadPrivatePage(device);
                break;
            case ProbeKind.PrivateWrite:
                WritePrivatePage(device);
                break;
            case ProbeKind.OtherBounce:
                ReadOtherBounce(device);
                break;
        }
    }

    /// <summary>Reads one byte at any bus address and says what was there:
    /// <see cref="DeviceView.Other"/> is plaintext. What is found in a secure guest, and in a
    /// bounce slot of any, is a leak. With <paramref name="isOwn"/> it is the device's own mapping,
    /// and none.</summary>
    public DeviceView ProbeAt(Device device, BusAddr bus, bool isOwn)
    {
        if (!device.TryResolve(bus, out var address))
        {
            Say(device, DmaEventKind.ProbeStopped, bus, address, reason: null);
            return DeviceView.Nothing;
        }

        var isVisible = machine.Memory.IsVisibleOutside(address);
        DmaReason? reason = isOwn ? null
            : machine.Guest.Pool.Contains(address) ? DmaReason.OtherDeviceBounce
            : !machine.Spec.Boot.IsSecure ? null
            : isVisible ? DmaReason.HypervisorAndDevice
            : DmaReason.CiphertextOnly;
        var kind = reason is null ? DmaEventKind.ProbeFoundNothing : DmaEventKind.Leaked;
        Say(device, kind, bus, address, reason);
        return isVisible ? DeviceView.Other : DeviceView.Private;
    }

    private PhysAddr Victim => machine.Spec.Buffers + machine.Memory.PageSize.Bytes;

    private ByteCount OnePage => machine.Memory.PageSize.Bytes;

    private void ReadLeakedPage(Device device)
    {
        // Sharing zeroes: what leaks is what the guest writes afterwards (6.5).
        machine.Guest.Ultravisor.Share(Victim, OnePage);
        var secret = machine.CpuWrites(Victim, OnePage);
        var isSeen = TryReach(device, Victim, out var bus)
            && device.Look(bus, OnePage, secret) == DeviceView.Expected;
        if (machine.Spec.Boot.IsSecure)
        {
            Say(
                device,
                DmaEventKind.Leaked,
                bus,
                Victim,
                isSeen ? DmaReason.HypervisorAndDevice : DmaReason.HypervisorOnly);
        }
    }

    private void ReadPrivatePage(Device device)
    {
        var secret = machine.CpuWrites(Victim, OnePage);
        if (TryReach(device, Victim, out var bus)
            && device.Look(bus, OnePage, secret) == DeviceView.Private)
        {
            Say(device, DmaEventKind.Leaked, bus, Victim, DmaReason.CiphertextOnly);
        }
    }

    private void WritePrivatePage(Device device)
    {
        machine.CpuWrites(Victim, OnePage);
        if (TryReach(device, Victim, out var bus) && machine.Spec.Boot.IsSecure)
        {
            device.Write(bus, OnePage, machine.NewContent(Writer.Device));
        }
    }

    private void ReadOtherBounce(Device device)
    {
        // One pool serves the whole guest, so the other device sits in a PE of its own.
        var other = machine.AddDevice("other", machine.AddEndpoint());
        machine.Api.Masks.SetMaskAndCoherent(other.State, Widest);
        var request = new DmaRequest(machine.Spec.Buffers, ByteCount.KiB(4));
        var written = machine.CpuWrites(request.Buffer, request.Size);
        var result = machine.Api.Map(other.State, request);
        if (result.Succeeded && result.Mapping.Slot is { } slot
            && TryReach(device, slot, out var bus)
            && device.Look(bus, request.Size, written) == DeviceView.Expected)
        {
            Say(device, DmaEventKind.Leaked, bus, slot, DmaReason.OtherDeviceBounce);
        }
    }

    private bool TryReach(Device device, PhysAddr target, out BusAddr bus)
    {
        if (device.TryFindMappingOf(target, out bus))
        {
            return true;
        }

        bus = new BusAddr(target.Value) + device.State.DmaOffset;
        Say(device, DmaEventKind.ProbeStopped, bus, target, reason: null);
        return false;
    }

    private void Say(
        Device device, DmaEventKind kind, BusAddr bus, PhysAddr address, DmaReason? reason) =>
        machine.Guest.Events.On(
            new DmaEvent(
                kind, device.Name, Bus: bus, Phys: address, Size: OnePage, Reason: reason));
}
