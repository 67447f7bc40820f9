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
        var reachable = new RangeMap<Presence>();
        var endpoint = device.State.Endpoint;
        Add(endpoint.Low?.Table, reachable);
        Add(endpoint.Huge?.Table, reachable);
        if (!device.State.IsTranslated)
        {
            reachable.Set(0, machine.Spec.Boot.Ram.Value, default);
        }

        var isSecure = machine.Spec.Boot.IsSecure;
        return new Exposure(
            new ByteCount(reachable.Covered),
            isSecure ? Overlap(reachable, machine) : new ByteCount(reachable.Covered),
            isSecure ? machine.Memory.Shared : machine.Spec.Boot.Ram,
            Used(endpoint.Low?.Table) + Used(endpoint.Huge?.Table));
    }

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
