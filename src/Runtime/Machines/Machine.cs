using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Machines;

/// <summary>The one mutable thing: a guest under a policy, with its PEs and devices. Deterministic;
/// a reset machine is a new machine.</summary>
public sealed class Machine
{
    private readonly List<Device> _devices = [];

    // All that were ever made, and how many of them this boot has: they are used again.
    private readonly List<PartitionableEndpoint> _madeEndpoints = [];
    private readonly List<Device> _madeDevices = [];
    private int _endpointCount;
    private int _deviceCount;
    private uint _writes;

    /// <summary>A machine on which nothing was booted yet.</summary>
    public Machine(IDispatchPolicy policy) =>
        (Api, Hotplug) = (new DmaApi(Guest, policy), new MemoryHotplug(Guest));

    /// <summary>What it was built from.</summary>
    public MachineSpec Spec { get; private set; } =
        new(new BootSetup(KernelProfile.V56), new FirmwareSetup());

    /// <summary>The guest.</summary>
    public Guest Guest { get; } = new();

    /// <summary>The guest's memory.</summary>
    public GuestMemory Memory => Guest.Memory;

    /// <summary>Memory that comes and goes.</summary>
    public MemoryHotplug Hotplug { get; }

    /// <summary>The calls that drivers make.</summary>
    public DmaApi Api { get; }

    /// <summary>All devices, in the order in which they were added.</summary>
    public IReadOnlyList<Device> Devices => _devices;

    /// <summary>Room for whoever adds up runs of memory; cleared before each use.</summary>
    internal RangeMap<Presence> Scratch { get; } = new();

    /// <summary>Boots anew: nothing of the time before is left.</summary>
    public void Reset(MachineSpec spec)
    {
        Spec = spec;
        _devices.Clear();
        (_endpointCount, _deviceCount, _writes) = (0, 0, 0);
        Guest.Start(spec.Boot);
    }

    /// <summary>A PE as the firmware hands it over.</summary>
    public PartitionableEndpoint AddEndpoint(string name = "pe0")
    {
        if (_endpointCount == _madeEndpoints.Count)
        {
            _madeEndpoints.Add(new PartitionableEndpoint(name, Spec.Firmware));
        }
        else
        {
            _madeEndpoints[_endpointCount].Reset(name, Spec.Firmware);
        }

        var endpoint = _madeEndpoints[_endpointCount++];
        Guest.Take(endpoint);
        if (Spec.Firmware.TableFull)
        {
            endpoint.Table?.Exhaust();
        }

        return endpoint;
    }

    // Without a domain bus addresses are physical ones.
    private bool TranslatesDevices =>
        !Guest.Kernel.Platform.HasDomains || Guest.Boot.Domain == IommuDomain.Dma;

    /// <summary>Puts a device into a PE; the kernel sets it up with 32-bit masks.</summary>
    public Device AddDevice(string name, PartitionableEndpoint endpoint, bool isTranslated = true)
    {
        var translates = isTranslated && TranslatesDevices;
        if (_deviceCount == _madeDevices.Count)
        {
            _madeDevices.Add(new Device(this, new DmaDevice(name, endpoint, translates)));
        }
        else
        {
            _madeDevices[_deviceCount].State.Reset(name, endpoint, translates);
        }

        var device = _madeDevices[_deviceCount++];
        _devices.Add(device);
        Api.Masks.SetUp(device.State);
        return device;
    }

    /// <summary>Takes a device away, without a word to its driver: what that mapped stays taken,
    /// and the PE keeps its windows and what it remembers.</summary>
    public void RemoveDevice(Device device)
    {
        _devices.Remove(device);
        Guest.Events.On(new DmaEvent(DmaEventKind.Unplugged, device.Name));
    }

    /// <summary>Content that nothing else in this machine holds.</summary>
    public Content NewContent(Writer writer) => new(writer, ++_writes, 0);

    /// <summary>The CPU writes new content to a run.</summary>
    public Content CpuWrites(PhysAddr start, ByteCount size)
    {
        var content = NewContent(Writer.Cpu);
        Memory.Write(start, size, content);
        Guest.Events.On(new DmaEvent(DmaEventKind.CpuWrote, "cpu", Phys: start, Size: size));
        return content;
    }

    /// <summary>The CPU reads a run and says whether it holds what it should.
    /// <paramref name="subject"/> is the device whose data it is.</summary>
    public bool CpuReads(
        string subject, PhysAddr start, ByteCount size, Content expected, DmaReason otherwise)
    {
        var isDamaged = Memory.IsDamaged(start);
        var isRight = !isDamaged && Memory.Holds(start, size, expected);
        Guest.Events.On(new DmaEvent(
            isRight ? DmaEventKind.CpuRead : DmaEventKind.CpuReadWrong,
            subject,
            Phys: start,
            Size: size,
            Reason: isRight ? null : isDamaged ? DmaReason.PrivatePageIntegrity : otherwise));
        return isRight;
    }

    /// <summary>Whether there is memory at an address: RAM, or persistent memory where the machine
    /// has it. </summary>
    public bool HasMemoryAt(PhysAddr address) =>
        Guest.Ram.Holds(address) || (Spec.Firmware.Pmem && address >= Spec.Pmem);
}
