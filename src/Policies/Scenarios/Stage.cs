using System.Diagnostics;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>The machine of a running scenario, with its devices and mappings by name. Each action
/// answers with a word for what was seen.</summary>
internal sealed class Stage
{
    private readonly Machine _machine;
    private readonly bool _isTranslated;
    private readonly PartitionableEndpoint _endpoint;
    private readonly Prober _prober;
    private readonly Dictionary<string, Device> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LiveMapping> _mappings = new(StringComparer.Ordinal);
    private PhysAddr _nextBuffer;

    public Stage(Machine machine, bool isTranslated)
    {
        (_machine, _isTranslated) = (machine, isTranslated);
        _endpoint = machine.AddEndpoint();
        _prober = new Prober(machine);
        _nextBuffer = machine.Spec.Buffers;
    }

    public string Play(StepAction action)
    {
        if (action.Needs is { } needed && !_mappings.ContainsKey(needed))
        {
            return $"not run: there is no `{needed}`";
        }

        var device = DeviceOf(action.Device);
        return action switch
        {
            StepAction.SetMask set => SetMask(device, set),
            StepAction.QueryMask =>
                $"{_machine.Api.Masks.QueryRequiredMask(device.State).Bits} bits",
            StepAction.Map map => Map(device, map),
            StepAction.Alloc alloc => Alloc(device, alloc),
            StepAction.Sync sync => Sync(device, sync),
            StepAction.Release release => Release(device, release),
            StepAction.DeviceReads reads => DeviceReads(device, _mappings[reads.Mapping]),
            StepAction.DeviceWrites writes =>
                DeviceWrites(device, _mappings[writes.Mapping], writes.Size),
            StepAction.DeviceProbes probes => DeviceProbes(device, probes.Bus),
            StepAction.CpuWrites writes => CpuWrites(_mappings[writes.Mapping]),
            StepAction.CpuReads reads => CpuReads(_mappings[reads.Mapping]),
            StepAction.HypervisorReads reads => HypervisorReads(_mappings[reads.Mapping]),
            _ => throw new UnreachableException(),
        };
    }

    private Device DeviceOf(string name)
    {
        if (!_devices.TryGetValue(name, out var device))
        {
            _devices[name] = device = _machine.AddDevice(name, _endpoint, _isTranslated);
        }

        return device;
    }

    private string SetMask(Device device, StepAction.SetMask set)
    {
        var masks = _machine.Api.Masks;
        return Word(set.Call switch
        {
            MaskCall.Streaming => masks.SetMask(device.State, set.Mask),
            MaskCall.Coherent => masks.SetCoherentMask(device.State, set.Mask),
            _ => masks.SetMaskAndCoherent(device.State, set.Mask),
        });
    }

    private string Map(Device device, StepAction.Map map)
    {
        var buffer = map.Buffer ?? TakeBuffer(map.Size);
        var last = buffer + (map.Size - new ByteCount(1));
        if (!_machine.HasMemoryAt(buffer) || !_machine.HasMemoryAt(last))
        {
            return "not run: there is no memory at that address";
        }

        _machine.Guest.Pages.Reserve(buffer, map.Size);
        var content = _machine.CpuWrites(buffer, map.Size);
        var result = _machine.Api.Map(
            device.State, new DmaRequest(buffer, map.Size, map.Direction));
        return Keep(map.Target, device, result, content, isAllocation: false);
    }

    private string Alloc(Device device, StepAction.Alloc alloc)
    {
        var result = _machine.Api.Alloc(device.State, new DmaRequest(default, alloc.Size));
        var content = result.Succeeded
            ? _machine.CpuWrites(result.Mapping.Buffer, alloc.Size)
            : Content.Zeros;
        return Keep(alloc.Target, device, result, content, isAllocation: true);
    }

    private string Keep(
        string name, Device device, in DmaResult result, Content content, bool isAllocation)
    {
        _mappings.Remove(name);
        if (result.Succeeded)
        {
            var live = new LiveMapping(device.Name, result.Mapping, isAllocation);
            live.Wrote(content, result.Mapping.Size);
            _mappings[name] = live;
        }

        return Word(result.Failure);
    }

    private string Sync(Device device, StepAction.Sync sync)
    {
        _machine.Api.Sync(device.State, _mappings[sync.Mapping].Mapping, sync.ForDevice);
        return Word(failure: null);
    }

    private string Release(Device device, StepAction.Release release)
    {
        var live = _mappings[release.Mapping];
        if (live.IsReleased)
        {
            return "not run: it was given back before";
        }

        if (live.IsAllocation)
        {
            _machine.Api.Free(device.State, live.Mapping);
        }
        else
        {
            _machine.Api.Unmap(device.State, live.Mapping);
        }

        live.IsReleased = true;
        return Word(failure: null);
    }

    private static string DeviceReads(Device device, LiveMapping live)
    {
        var worst = DeviceView.Expected;
        foreach (ref readonly var run in live.Should.Runs)
        {
            var bus = live.Mapping.Bus + new ByteCount(run.Start);
            var view = device.Read(
                bus, new ByteCount(run.Length), run.Value, DmaReason.DataNotDelivered);
            worst = view > worst ? view : worst;
        }

        return Word(worst);
    }

    private string DeviceWrites(Device device, LiveMapping live, ByteCount? size)
    {
        var length = ByteCount.Min(size ?? live.Mapping.Size, live.Mapping.Size);
        var content = _machine.NewContent(Writer.Device);
        var view = device.Write(live.Mapping.Bus, length, content);
        live.Wrote(content, length);
        return Word(view);
    }

    private string DeviceProbes(Device device, BusAddr bus)
    {
        var isOwn = _mappings.Values.Any(m => m.Device == device.Name && m.Covers(bus));
        return _prober.ProbeAt(device, bus, isOwn) switch
        {
            DeviceView.Nothing => "fault",
            DeviceView.Private => "ciphertext",
            _ => "plaintext",
        };
    }

    private string CpuWrites(LiveMapping live)
    {
        live.Wrote(_machine.CpuWrites(live.Mapping.Buffer, live.Mapping.Size), live.Mapping.Size);
        return Word(failure: null);
    }

    private string CpuReads(LiveMapping live)
    {
        var isRight = true;
        foreach (ref readonly var run in live.Should.Runs)
        {
            var start = live.Mapping.Buffer + new ByteCount(run.Start);
            var size = new ByteCount(run.Length);
            isRight &= _machine.CpuReads(
                live.Device, start, size, run.Value, DmaReason.DataNotDelivered);
        }

        return isRight ? "data" : "other";
    }

    private string HypervisorReads(LiveMapping live)
    {
        var memory = live.Mapping.DeviceMemory;
        if (!_machine.Memory.IsVisibleOutside(memory, live.Mapping.Size))
        {
            return "ciphertext";
        }

        var isRight = true;
        foreach (ref readonly var run in live.Should.Runs)
        {
            isRight &= _machine.Memory.Holds(
                memory + new ByteCount(run.Start), new ByteCount(run.Length), run.Value);
        }

        return isRight ? "plaintext" : "other";
    }

    private PhysAddr TakeBuffer(ByteCount size)
    {
        var page = _machine.Memory.PageSize;
        var start = _nextBuffer;
        _nextBuffer += new TceCount(page.PagesFor(size)) * page;
        return start;
    }

    private static string Word(DmaReason? failure) =>
        failure is { } reason ? $"fails {reason.Word()}" : "ok";

    private static string Word(DeviceView view) => view switch
    {
        DeviceView.Expected => "data",
        DeviceView.Other => "other",
        DeviceView.Private => "ciphertext",
        _ => "fault",
    };
}
