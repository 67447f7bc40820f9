using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Repl;

/// <summary>The machine that a session drives: devices of one PE and their mappings, by name. It
/// boots when the first device is added.</summary>
internal sealed class Bench
{
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, BenchMapping> _mappings = new(StringComparer.Ordinal);
    private PartitionableEndpoint? _endpoint;
    private PhysAddr _nextBuffer;

    public Bench(PolicyDispatch dispatch, KernelProfile kernel)
    {
        (Dispatch, Kernel) = (dispatch, kernel);
        Decisions = new DecisionWatch(dispatch, Sink);
        Machine = new Machine(Decisions) { Guest = { Events = Decisions } };
        Access = new BenchAccess(Machine, Sink);
    }

    public PolicyDispatch Dispatch { get; }

    public KernelProfile Kernel { get; }

    public BenchSink Sink { get; } = new();

    public DecisionWatch Decisions { get; }

    public Machine Machine { get; }

    /// <summary>Reads and writes by device and CPU.</summary>
    public BenchAccess Access { get; }

    public bool IsBooted => _endpoint is not null;

    public IEnumerable<BenchMapping> Mappings => _mappings.Values;

    /// <summary>The devices' names in the order in which they were added.</summary>
    public IEnumerable<string> DeviceNames =>
        Machine.Devices.Select(d => d.Name).Where(_devices.ContainsKey);

    public Device? FindDevice(string name) => _devices.GetValueOrDefault(name);

    public BenchMapping? FindMapping(string name) => _mappings.GetValueOrDefault(name);

    /// <summary>Boots with new facts. The devices are set up again, in the same order; their masks
    /// and mappings are gone.</summary>
    public void Reboot(Situation situation)
    {
        ImmutableArray<DmaDevice> before = [.. Machine.Devices.Select(d => d.State)];
        PowerOff();
        foreach (var device in before)
        {
            Add(device.Name, device.IsTranslated, situation);
        }
    }

    /// <summary>Forgets devices, mappings and events.</summary>
    public void PowerOff()
    {
        _devices.Clear();
        _mappings.Clear();
        _endpoint = null;
        Sink.Clear();
        Sink.IsJudging = true;
    }

    /// <summary>Adds a device and sets it up.</summary>
    public Device Add(string name, bool isTranslated, Situation situation)
    {
        if (_endpoint is null)
        {
            Machine.Reset(situation.Machine(Kernel));
            _endpoint = Machine.AddEndpoint();
            _nextBuffer = Machine.Spec.Buffers;
        }

        Sink.Watch(name);
        return _devices[name] = Machine.AddDevice(name, _endpoint, isTranslated);
    }

    /// <summary>The next free buffer; null if memory is used up.</summary>
    public PhysAddr? TakeBuffer(ByteCount size)
    {
        var page = Machine.Memory.PageSize;
        var start = _nextBuffer;
        if (!HasMemory(start, size))
        {
            return null;
        }

        _nextBuffer += new TceCount(page.PagesFor(size)) * page;
        return start;
    }

    public bool HasMemory(PhysAddr start, ByteCount size) =>
        Machine.HasMemoryAt(start) && Machine.HasMemoryAt(start + (size - new ByteCount(1)));

    /// <summary>The driver fills a buffer and maps it.</summary>
    public DmaResult Map(string name, Device device, in DmaRequest request)
    {
        Machine.Guest.Pages.Reserve(request.Buffer, request.Size);
        var content = Machine.CpuWrites(request.Buffer, request.Size);
        var result = Machine.Api.Map(device.State, request);
        if (result.Succeeded)
        {
            _mappings[name] = new BenchMapping(name, device, result.Mapping, isAllocation: false)
            {
                Expected = content,
                Otherwise = result.Mapping.Path.By == PathBy.Sharing
                    ? DmaReason.SharingZeroedTheBuffer
                    : DmaReason.DataNotDelivered,
            };
        }

        return result;
    }

    /// <summary>The driver takes coherent memory and fills it.</summary>
    public DmaResult Allocate(string name, Device device, in DmaRequest request)
    {
        var result = Machine.Api.Alloc(device.State, request);
        if (result.Succeeded)
        {
            var content = Machine.CpuWrites(result.Mapping.Buffer, request.Size);
            _mappings[name] = new BenchMapping(name, device, result.Mapping, isAllocation: true)
            {
                Expected = content,
            };
        }

        return result;
    }

    public void Sync(BenchMapping mapping, bool forDevice)
    {
        Machine.Api.Sync(mapping.Device.State, mapping.Mapping, forDevice);
        mapping.BelongsToDevice = forDevice;
        mapping.Otherwise = DmaReason.SyncDoesNotCopy;
    }

    public void Release(BenchMapping mapping)
    {
        if (mapping.IsAllocation)
        {
            Machine.Api.Free(mapping.Device.State, mapping.Mapping);
        }
        else
        {
            Machine.Api.Unmap(mapping.Device.State, mapping.Mapping);
        }

        mapping.IsReleased = true;
        mapping.BelongsToDevice = false;
        mapping.Otherwise = DmaReason.DataNotDelivered;
    }

    /// <summary>What a device can reach now.</summary>
    public DeviceView Probe(Device device, BusAddr bus)
    {
        var isOwn = Mappings.Any(m => m.Device == device && m.Covers(bus));
        return new Prober(Machine).ProbeAt(device, bus, isOwn);
    }

    public Exposure ExposureOf(Device device) => Exposure.Of(Machine, device);

    /// <summary>What happened since there were so many events, in words.</summary>
    public IEnumerable<string> EventsSince(int count) =>
        Sink.Recorder.Events.Skip(count).Select(e => $"  {EventText.Of(e)}");
}
