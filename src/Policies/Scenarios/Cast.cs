using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Who and what is on a stage, by name: PEs, devices, mappings; and who wrote
/// what.</summary>
internal sealed class Cast(Machine machine, StageSink sink)
{
    private readonly Dictionary<string, PartitionableEndpoint> _endpoints =
        new(StringComparer.Ordinal);

    private readonly Dictionary<uint, string> _writers = [];
    private bool _isTranslated;
    private PhysAddr _nextBuffer;
    private PhysAddr _nextInPmem;

    public Machine Machine => machine;

    public StageSink Sink => sink;

    /// <summary>The last device of each name, plugged in or not.</summary>
    public Dictionary<string, Device> Devices { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, LiveMapping> Mappings { get; } = new(StringComparer.Ordinal);

    public void Start(MachineSpec spec, bool isTranslated)
    {
        _isTranslated = isTranslated;
        (_nextBuffer, _nextInPmem) = (spec.Buffers, spec.Pmem);
        _endpoints.Clear();
        _writers.Clear();
        Devices.Clear();
        Mappings.Clear();
        sink.Clear();
        machine.Reset(spec);
    }

    public bool IsPlugged(Device device) => machine.Devices.Contains(device);

    /// <summary>The device of a name, set up if it is new; null while it is unplugged.</summary>
    public Device? FindOrAdd(string name) =>
        !Devices.TryGetValue(name, out var device) ? Add(name, endpoint: null, isTranslated: null)
        : IsPlugged(device) ? device
        : null;

    public Device Add(string name, string? endpoint, bool? isTranslated)
    {
        var before = Devices.GetValueOrDefault(name)?.State;
        var seat = endpoint ?? before?.Endpoint.Name ?? Stage.FirstEndpoint;
        if (!_endpoints.TryGetValue(seat, out var found))
        {
            _endpoints[seat] = found = machine.AddEndpoint(seat);
        }

        sink.Watch(name);
        return Devices[name] = machine.AddDevice(
            name, found, isTranslated ?? before?.IsTranslated ?? _isTranslated);
    }

    /// <summary>The next free place for a buffer; null if there is no room.</summary>
    public PhysAddr? TakeBuffer(ByteCount size, bool inPmem)
    {
        var page = machine.Memory.PageSize;
        var start = inPmem ? _nextInPmem : _nextBuffer;
        var next = start + (new TceCount(page.PagesFor(size)) * page);
        if (!inPmem && next > machine.Spec.EndOfBuffers)
        {
            return null;
        }

        (_nextBuffer, _nextInPmem) = inPmem ? (_nextBuffer, next) : (next, _nextInPmem);
        return start;
    }

    /// <summary>New data of the driver's, in a buffer.</summary>
    public Content CpuWrites(string device, PhysAddr start, ByteCount size) =>
        Note(device, machine.CpuWrites(start, size));

    /// <summary>Remembers whose data a content is.</summary>
    public Content Note(string device, Content content)
    {
        _writers[content.Write] = device;
        return content;
    }

    /// <summary>Whether a device finds only its own data at a bus address: in a live mapping of
    /// its own, or what it left in the pool itself, or nothing there.</summary>
    public bool IsOwn(Device device, BusAddr bus)
    {
        if (Mappings.Values.Any(m => m.Device == device && m.Covers(bus)))
        {
            return true;
        }

        if (!device.TryResolve(bus, out var address) || !machine.Guest.Pool.Contains(address))
        {
            return false;
        }

        var content = machine.Memory.ContentAt(address);
        return content.IsZeros || _writers.GetValueOrDefault(content.Write) == device.Name;
    }
}
