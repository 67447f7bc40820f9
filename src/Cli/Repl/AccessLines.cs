using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Machines;

namespace DmaRules.Cli.Repl;

/// <summary>The lines in which somebody touches memory: device, CPU, hypervisor, and a device where
/// it was not told to.</summary>
internal sealed class AccessLines(Desk desk, BenchWords reader)
{
    private Bench Bench => desk.Bench;

    public Answer DeviceReads(LineWords words)
    {
        var (device, mapping) = TakeBoth(words);
        return device is null || mapping is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() => Bench.Access.DeviceReads(device, mapping));
    }

    public Answer DeviceWrites(LineWords words)
    {
        var (device, mapping) = TakeBoth(words);
        return device is null || mapping is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() => Bench.Access.DeviceWrites(device, mapping));
    }

    public Answer CpuAccesses(LineWords words)
    {
        var writes = words.Skip("write", "writes");
        if (!writes && !words.Skip("read", "reads"))
        {
            words.Complain("`read` or `write` is missing");
        }

        var mapping = TakeMapping(words);
        return mapping is null || words.Refusal is not null
            ? Refused(words)
            : Happened(
                () => writes ? Bench.Access.CpuWrites(mapping) : Bench.Access.CpuReads(mapping));
    }

    public Answer HypervisorReads(LineWords words)
    {
        words.Skip("read", "reads");
        var mapping = TakeMapping(words);
        return mapping is null || words.Refusal is not null
            ? Refused(words)
            : Answer.Of(Bench.Access.HypervisorReads(mapping));
    }

    public Answer Probe(LineWords words)
    {
        var device = reader.Device(words);
        var bus = BenchWords.Bus(words);
        words.End();
        return device is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() => [ProbeWords(device, Bench.Probe(device, bus))]);
    }

    private static string ProbeWords(Device device, DeviceView view) => view switch
    {
        DeviceView.Nothing => $"{device.Name} is stopped by the IOMMU",
        DeviceView.Private => $"{device.Name} sees ciphertext",
        _ => $"{device.Name} sees plaintext",
    };

    // A mapping says whose it is, so its device need not be named; another device's name makes it a
    // trespasser.
    private (Device? Device, BenchMapping? Mapping) TakeBoth(LineWords words)
    {
        var device = words.Peek(1).Length > 0 ? reader.Device(words) : null;
        var mapping = reader.Mapping(words);
        words.End();
        return (device ?? mapping?.Device, mapping);
    }

    private BenchMapping? TakeMapping(LineWords words)
    {
        var mapping = reader.Mapping(words);
        words.End();
        return mapping;
    }

    private Answer Happened(Func<IEnumerable<string>> step)
    {
        var before = Bench.Sink.Recorder.Events.Count;
        string[] seen = [.. step()];
        return Answer.Of([.. Bench.EventsSince(before), .. seen]);
    }

    private static Answer Refused(LineWords words) => words.Refusal ?? Answer.Empty;
}
