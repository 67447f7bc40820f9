using System.Globalization;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>The machine's memory in lines: what is shared, the pool, the PE's windows, the
/// mappings, and what each device can reach.</summary>
internal static class MemoryText
{
    private const int LongestList = 16;
    private static readonly ValueType SizeType = new ValueType.Size();

    public static IEnumerable<string> Of(Bench bench) =>
    [
        .. Shared(bench),
        .. Added(bench),
        PoolLine(bench),
        .. Windows(bench),
        .. Mappings(bench),
        .. Exposures(bench),
    ];

    /// <summary>The first lines of a list, and how many more there are.</summary>
    public static IEnumerable<string> Abbreviate(
        IReadOnlyCollection<string> lines, int longest = LongestList) =>
        lines.Count <= longest
            ? lines
            : lines.Take(longest).Append(
                string.Create(
                    CultureInfo.InvariantCulture, $"  ... and {lines.Count - longest} more"));

    private static List<string> Shared(Bench bench)
    {
        var machine = bench.Stage.Machine;
        if (!machine.Spec.Boot.IsSecure)
        {
            return ["nothing is private: this is no secure guest"];
        }

        var lines = new List<string>();
        var page = machine.Memory.PageSize;
        foreach (ref readonly var run in machine.Memory.SharedPages)
        {
            var start = new PhysAddr((new TceCount(run.Start) * page).Value);
            var what = machine.Guest.Pool.Contains(start) ? ", the bounce pool" : "";
            lines.Add($"  {Hex(start.Value)}  {Show(new TceCount(run.Length) * page)}{what}");
        }

        return [$"shared with the hypervisor: {Show(machine.Memory.Shared)}", .. Abbreviate(lines)];
    }

    private static string PoolLine(Bench bench)
    {
        var pool = bench.Stage.Machine.Guest.Pool;
        return pool.Exists
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"bounce pool: {Show(pool.Size)} at {Hex(pool.Start.Value)}, "
                + $"{pool.Used.Value} of {pool.Slots.Value} slots in use")
            : "bounce pool: none";
    }

    private static IEnumerable<string> Windows(Bench bench)
    {
        var endpoints = bench.Stage.Machine.Guest.Endpoints;
        return endpoints.SelectMany(e => WindowsOf(e, endpoints.Count > 1 ? $"{e.Name}, " : ""));
    }

    private static IEnumerable<string> WindowsOf(PartitionableEndpoint endpoint, string prefix) =>
    [
        .. Window($"{prefix}default window", endpoint.Low?.Table),
        .. Window($"{prefix}huge window", endpoint.Huge?.Table),
    ];

    private static List<string> Added(Bench bench)
    {
        var lines = new List<string>();
        var machine = bench.Stage.Machine;
        var boot = machine.Spec.Boot.RamEnd.Value;
        foreach (ref readonly var run in machine.Guest.Ram.Runs)
        {
            if (run.End > boot)
            {
                var added = run.From(Math.Max(run.Start, boot));
                var size = Show(new ByteCount(added.Length));
                lines.Add($"memory added: {size} at {Hex(added.Start)}");
            }
        }

        return lines;
    }

    private static IEnumerable<string> Window(string name, IommuTable? table)
    {
        if (table is null)
        {
            return [$"{name}: none"];
        }

        var lines = new List<string>();
        foreach (ref readonly var run in table.Entries)
        {
            var bus = table.BusBase + (new TceCount(run.Start) * table.PageSize);
            var what = run.Value.Access switch
            {
                TceAccess.None => "taken by a neighbour",
                TceAccess.Read => $"-> {Hex(run.Value.RealPage.Value)}, read",
                TceAccess.Write => $"-> {Hex(run.Value.RealPage.Value)}, write",
                _ => $"-> {Hex(run.Value.RealPage.Value)}, read and write",
            };
            lines.Add(
                $"  {Hex(bus.Value)}  {Show(new TceCount(run.Length) * table.PageSize)}  {what}");
        }

        var title = string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {Show(table.Size * table.PageSize)} at {Hex(table.BusBase.Value)}, "
            + $"TCEs of {Show(table.PageSize.Bytes)} in use: {table.Used.Value}");
        return [title, .. Abbreviate(lines)];
    }

    private static List<string> Mappings(Bench bench)
    {
        var live = bench.Stage.Mappings.Where(m => !m.IsReleased).ToList();
        var lines = live.ConvertAll(m =>
            $"  {m.Name}  {m.Device.Name}  {Show(m.Mapping.Size)} {Kind(m)} "
            + $"at {Hex(m.Mapping.Bus.Value)}{Slot(m)}");
        return [live.Count == 0 ? "mappings: none" : "mappings:", .. Abbreviate(lines)];
    }

    private static string Kind(LiveMapping mapping) => mapping switch
    {
        { IsAllocation: true } => "coherent",
        { Mapping.Direction: DmaDirection.ToDevice } => "to_device",
        { Mapping.Direction: DmaDirection.FromDevice } => "from_device",
        _ => "both ways",
    };

    private static string Slot(LiveMapping mapping) =>
        mapping.Mapping.Slot is { } slot ? $", bounced at {Hex(slot.Value)}" : "";

    private static IEnumerable<string> Exposures(Bench bench)
    {
        yield return "exposure:";
        foreach (var device in bench.Stage.Machine.Devices)
        {
            var exposure = Exposure.Of(bench.Stage.Machine, device);
            yield return $"  {device.Name} reaches {Show(exposure.Reachable)}, "
                + $"{Show(exposure.Plaintext)} of it in plaintext";
        }
    }

    private static string Show(ByteCount size) => ValueText.Show(SizeType, size.Value);

    private static string Hex(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");
}
