using System.Diagnostics;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Whoever touches memory: device, CPU, hypervisor. An access out of turn happens all the
/// same, and is not held against the policy.</summary>
internal sealed class AccessSteps(Cast cast)
{
    private const string Doubt = "after an access out of turn nobody knows what belongs there";

    private readonly Prober _prober = new(cast.Machine);

    public StepSight Play(Device device, StepAction action)
    {
        if (action is StepAction.DeviceProbes probes)
        {
            return new StepSight(Probe(device, probes.Bus));
        }

        var live = cast.Mappings[action.Needs ?? throw new UnreachableException()];
        if (live.IsResource)
        {
            return StepSight.NotRun($"`{live.Name}` is a device's registers, not memory");
        }

        if (action is not (StepAction.DeviceReads or StepAction.DeviceWrites)
            && !cast.Machine.HasMemoryAt(live.Mapping.Buffer))
        {
            return StepSight.NotRun($"the memory of `{live.Name}` is gone");
        }

        return action switch
        {
            StepAction.DeviceReads => DeviceReads(device, live),
            StepAction.DeviceWrites writes => DeviceWrites(device, live, writes.Size),
            StepAction.CpuWrites writes => CpuWrites(live, writes.Size),
            StepAction.CpuReads => CpuReads(live),
            _ => HypervisorReads(live),
        };
    }

    private StepSight DeviceReads(Device device, LiveMapping live)
    {
        var why = live.WhyNotDevice(device, writes: false) ?? (live.IsInDoubt ? Doubt : null);
        var worst = DeviceView.Expected;
        cast.Sink.IsJudging = why is null;
        foreach (ref readonly var run in live.Should.Runs)
        {
            var bus = live.Mapping.Bus + new ByteCount(run.Start);
            var view = device.Read(bus, new ByteCount(run.Length), run.Value, live.Otherwise);
            worst = view > worst ? view : worst;
        }

        cast.Sink.IsJudging = true;
        return new StepSight(StepSight.WordOf(worst), why);
    }

    private StepSight DeviceWrites(Device device, LiveMapping live, ByteCount? size)
    {
        var why = live.WhyNotDevice(device, writes: true);
        var length = ByteCount.Min(size ?? live.Mapping.Size, live.Mapping.Size);
        var content = cast.Note(device.Name, cast.Machine.NewContent(Writer.Device));
        cast.Sink.IsJudging = why is null;
        var view = device.Write(live.Mapping.Bus, length, content);
        cast.Sink.IsJudging = true;
        live.Wrote(content, length, isInTurn: why is null);
        return new StepSight(StepSight.WordOf(view), why);
    }

    private string Probe(Device device, BusAddr bus) =>
        _prober.ProbeAt(device, bus, cast.IsOwn(device, bus)) switch
        {
            DeviceView.Nothing => "fault",
            DeviceView.Private => "ciphertext",
            _ => "plaintext",
        };

    private StepSight CpuWrites(LiveMapping live, ByteCount? size)
    {
        var why = live.WhyNotCpu();
        var length = ByteCount.Min(size ?? live.Mapping.Size, live.Mapping.Size);
        var content = cast.CpuWrites(live.Device.Name, live.Mapping.Buffer, length);
        live.Wrote(content, length, isInTurn: why is null);
        return new StepSight("ok", why);
    }

    private StepSight CpuReads(LiveMapping live)
    {
        var why = live.WhyNotCpu() ?? (live.IsInDoubt ? Doubt : null);
        var isRight = true;
        cast.Sink.IsJudging = why is null;
        foreach (ref readonly var run in live.Should.Runs)
        {
            var start = live.Mapping.Buffer + new ByteCount(run.Start);
            isRight &= cast.Machine.CpuReads(
                live.Device.Name, start, new ByteCount(run.Length), run.Value, live.Otherwise);
        }

        cast.Sink.IsJudging = true;
        return new StepSight(isRight ? "data" : "other", why);
    }

    private StepSight HypervisorReads(LiveMapping live)
    {
        var memory = live.Mapping.DeviceMemory;
        if (!cast.Machine.Memory.IsVisibleOutside(memory, live.Mapping.Size))
        {
            return new StepSight("ciphertext");
        }

        var isRight = true;
        foreach (ref readonly var run in live.Should.Runs)
        {
            isRight &= cast.Machine.Memory.Holds(
                memory + new ByteCount(run.Start), new ByteCount(run.Length), run.Value);
        }

        return new StepSight(isRight ? "plaintext" : "other");
    }
}
