using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>What a device and the hypervisor can get at, at one moment.</summary>
/// <param name="Reachable">Bytes of guest memory that the device's PE has TCEs for; all of RAM if
/// the device is not behind the IOMMU.</param>
/// <param name="Plaintext">Those of them that it sees in plaintext.</param>
/// <param name="Shared">Bytes that the hypervisor sees in plaintext; all of RAM in a normal
/// guest.</param>
/// <param name="Tces">Entries in use in the PE's windows.</param>
public readonly record struct Exposure(
    ByteCount Reachable, ByteCount Plaintext, ByteCount Shared, TceCount Tces)
{
    /// <summary>Measures a device of a machine.</summary>
    public static Exposure Of(Machine machine, Device device)
    {
        var reachable = machine.Scratch;
        reachable.Clear();
        var tces = Add(device, reachable, machine);
        return Of(machine, reachable, tces);
    }

    /// <summary>Measures all devices of a machine together; TCEs are those of all its
    /// PEs.</summary>
    public static Exposure OfAll(Machine machine)
    {
        var reachable = machine.Scratch;
        reachable.Clear();
        foreach (var device in machine.Devices)
        {
            Add(device, reachable, machine);
        }

        var tces = default(TceCount);
        foreach (var endpoint in machine.Guest.Endpoints)
        {
            tces += UsedIn(endpoint);
        }

        return Of(machine, reachable, tces);
    }

    private static Exposure Of(Machine machine, RangeMap<Presence> reachable, TceCount tces)
    {
        var isSecure = machine.Spec.Boot.IsSecure;
        return new Exposure(
            new ByteCount(reachable.Covered),
            isSecure ? Overlap(reachable, machine) : new ByteCount(reachable.Covered),
            isSecure ? machine.Memory.Shared : machine.Guest.Ram.Size,
            tces);
    }

    private static TceCount Add(Device device, RangeMap<Presence> reachable, Machine machine)
    {
        var endpoint = device.State.Endpoint;
        Add(endpoint.Low?.Table, reachable);
        Add(endpoint.Huge?.Table, reachable);
        if (!device.State.IsTranslated)
        {
            AddRam(machine, reachable);
        }

        return UsedIn(endpoint);
    }

    private static TceCount UsedIn(PartitionableEndpoint endpoint) =>
        Used(endpoint.Low?.Table) + Used(endpoint.Huge?.Table);

    private static TceCount Used(IommuTable? table) => table?.Used ?? default;

    private static void Add(IommuTable? table, RangeMap<Presence> reachable)
    {
        foreach (var run in table is null ? [] : table.Entries)
        {
            if (run.Value.Access != TceAccess.None)
            {
                reachable.Set(
                    run.Value.RealPage.Value, (
                        new TceCount(run.Length) * run.Value.PageSize).Value, default);
            }
        }
    }

    private static void AddRam(Machine machine, RangeMap<Presence> reachable)
    {
        foreach (ref readonly var run in machine.Guest.Ram.Runs)
        {
            reachable.Set(run.Start, run.Length, default);
        }
    }

    private static ByteCount Overlap(RangeMap<Presence> reachable, Machine machine)
    {
        var page = machine.Memory.PageSize;
        var sum = 0UL;
        foreach (ref readonly var shared in machine.Memory.SharedPages)
        {
            var (start, end) = (shared.Start << page.Shift, shared.End << page.Shift);
            for (var i = reachable.IndexFrom(start); i < reachable.Runs.Length; i++)
            {
                var run = reachable.Runs[i];
                if (run.Start >= end)
                {
                    break;
                }

                sum += Math.Min(run.End, end) - Math.Max(run.Start, start);
            }
        }

        return new ByteCount(sum);
    }
}
