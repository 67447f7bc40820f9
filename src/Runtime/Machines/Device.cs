using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Machines;

/// <summary>What a device finds at a bus address; the worst piece counts.</summary>
public enum DeviceView
{
    /// <summary>The bytes that it should.</summary>
    Expected,

    /// <summary>Plaintext, but other bytes.</summary>
    Other,

    /// <summary>A private page: ciphertext to read, and no place to write to.</summary>
    Private,

    /// <summary>Nothing: the IOMMU stops the access.</summary>
    Nothing,
}

/// <summary>A device as an actor: it reads and writes bus addresses. An obedient one uses those
/// that its driver was given; a probing one uses any. The model does not hold a device to its mask:
/// real ones are not held either.</summary>
public sealed class Device(Machine machine, DmaDevice state)
{
    /// <summary>What the kernel keeps for it.</summary>
    public DmaDevice State { get; } = state;

    /// <summary>Its name.</summary>
    public string Name => State.Name;

    /// <summary>Looks at a run of bus addresses; no event.</summary>
    public DeviceView Look(BusAddr bus, ByteCount size, Content expected)
    {
        var worst = DeviceView.Expected;
        for (var done = ByteCount.Zero; done < size;)
        {
            if (!TryLand(bus + done, TceAccess.Read, size - done, out var address, out var length))
            {
                return DeviceView.Nothing;
            }

            var view = !machine.Memory.IsVisibleOutside(address) ? DeviceView.Private
                : machine.Memory.Holds(
                    address, length, expected.Skip(done.Value)) ? DeviceView.Expected
                : DeviceView.Other;
            worst = view > worst ? view : worst;
            done += length;
        }

        return worst;
    }

    /// <summary>Reads what its driver told it to, and says what it saw.
    /// <paramref name="otherwise"/> is the reason to give when it reads other bytes than
    /// expected.</summary>
    public DeviceView Read(BusAddr bus, ByteCount size, Content expected, DmaReason otherwise)
    {
        var view = Look(bus, size, expected);
        var (kind, reason) = view switch
        {
            DeviceView.Expected => (DmaEventKind.DeviceRead, default(DmaReason?)),
            DeviceView.Other => (DmaEventKind.DeviceReadWrong, otherwise),
            DeviceView.Private =>
                (DmaEventKind.DeviceReadCiphertext, DmaReason.DeviceSeesCiphertext),
            _ => (DmaEventKind.DeviceFaulted, DmaReason.NoTceForBusAddress),
        };
        machine.Guest.Events.On(new DmaEvent(kind, Name, Bus: bus, Size: size, Reason: reason));
        return view;
    }

    /// <summary>Writes a run. On a private page nothing arrives and the page is damaged
    /// (facts/kernel-dispatch.md 4.3).</summary>
    public DeviceView Write(BusAddr bus, ByteCount size, Content content)
    {
        var worst = DeviceView.Expected;
        for (var done = ByteCount.Zero; done < size;)
        {
            if (!TryLand(bus + done, TceAccess.Write, size - done, out var address, out var length))
            {
                Say(DmaEventKind.DeviceFaulted, bus, size, DmaReason.NoTceForBusAddress);
                return DeviceView.Nothing;
            }

            if (machine.Memory.IsVisibleOutside(address))
            {
                machine.Memory.Write(address, length, content.Skip(done.Value));
            }
            else
            {
                machine.Memory.Damage(address);
                worst = DeviceView.Private;
            }

            done += length;
        }

        var isPrivate = worst == DeviceView.Private;
        Say(
            isPrivate ? DmaEventKind.DeviceHitPrivatePage : DmaEventKind.DeviceWrote,
            bus,
            size,
            isPrivate ? DmaReason.PrivatePageIntegrity : null);
        return worst;
    }

    /// <summary>A bus address at which the device reaches a place in memory, if there is
    /// one.</summary>
    public bool TryFindMappingOf(PhysAddr address, out BusAddr bus)
    {
        bus = new BusAddr(address.Value);
        return !State.IsTranslated || State.Endpoint.TryFindMappingOf(address, out bus);
    }

    /// <summary>Where the device lands with a bus address. False: nowhere.</summary>
    public bool TryResolve(BusAddr bus, out PhysAddr address) =>
        TryLand(bus, TceAccess.Read, new ByteCount(1), out address, out _);

    private bool TryLand(
        BusAddr bus, TceAccess access, ByteCount limit, out PhysAddr address, out ByteCount length)
    {
        if (State.IsTranslated)
        {
            if (!State.Endpoint.TryTranslate(bus, access, out address, out length))
            {
                return false;
            }
        }
        else
        {
            (address, length) = (new PhysAddr(bus.Value), limit);
            if (!machine.HasMemoryAt(address))
            {
                return false;
            }
        }

        // Page by page, because the next page may be private where this one is shared.
        var page = machine.Memory.PageSize;
        var inPage = page.Bytes - (address - address.PageStart(page));
        length = ByteCount.Min(ByteCount.Min(length, inPage), limit);
        return true;
    }

    private void Say(DmaEventKind kind, BusAddr bus, ByteCount size, DmaReason? reason) =>
        machine.Guest.Events.On(new DmaEvent(kind, Name, Bus: bus, Size: size, Reason: reason));
}
