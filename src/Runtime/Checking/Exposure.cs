using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>What a device and the hypervisor can get at, at one moment.</summary>
/// <param name="Reachable">Bytes of guest memory that the device's PE has TCEs for; all of RAM if
/// the device is not behind the IOMMU.</param>
/// <param name="Plaintext">Those of them that it sees in plaintext: the rest is private.</param>
/// <param name="Pool">Those of them that lie in the bounce pool.</param>
/// <param name="OthersBounce">Those of them where data of other devices is bounced.</param>
/// <param name="Shared">Bytes that the hypervisor sees in plaintext; all of RAM in a normal
/// guest.</param>
/// <param name="Tces">Entries in use in the PE's windows.</param>
public readonly record struct Exposure(
    ByteCount Reachable,
    ByteCount Plaintext,
    ByteCount Pool,
    ByteCount OthersBounce,
    ByteCount Shared,
    TceCount Tces)
{
    /// <summary>What it reaches and sees as ciphertext only; nothing in a normal guest.</summary>
    public ByteCount Private => Reachable - Plaintext;

    /// <summary>What it sees in plaintext besides the pool; in a normal guest nothing is
    /// private.</summary>
    public ByteCount InClear => Plaintext > Pool ? Plaintext - Pool : ByteCount.Zero;

    /// <summary>Measures a device of a machine.</summary>
    public static Exposure Of(Machine machine, Device device)
    {
        var reachable = machine.Scratch;
        reachable.Clear();
        var tces = Add(device, reachable, machine);
        return Of(machine, reachable, tces, device.Name);
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

        return Of(machine, reachable, tces, own: null);
    }

    // Data in the pool is another device's if it is not one's own; of all devices together none is.
    private static Exposure Of(
        Machine machine, RangeMap<Presence> reachable, TceCount tces, string? own)
    {
        var isSecure = machine.Spec.Boot.IsSecure;
        var pool = machine.Guest.Pool;
        return new Exposure(
            new ByteCount(reachable.Covered),
            isSecure ? SharedWithin(reachable, machine) : new ByteCount(reachable.Covered),
            new ByteCount(Within(reachable, pool.Start.Value, pool.Start.Value + pool.Size.Value)),
            own is null ? ByteCount.Zero : OthersBounceWithin(reachable, machine, own),
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

    private static ByteCount OthersBounceWithin(
        RangeMap<Presence> reachable, Machine machine, string own)
    {
        var sum = 0UL;
        foreach (ref readonly var data in machine.Guest.Bounced.Runs)
        {
            sum += data.Value.Device == own ? 0 : Within(reachable, data.Start, data.End);
        }

        return new ByteCount(sum);
    }

    private static ByteCount SharedWithin(RangeMap<Presence> reachable, Machine machine)
    {
        var shift = machine.Memory.PageSize.Shift;
        var sum = 0UL;
        foreach (ref readonly var shared in machine.Memory.SharedPages)
        {
            sum += Within(reachable, shared.Start << shift, shared.End << shift);
        }

        return new ByteCount(sum);
    }

    private static ulong Within(RangeMap<Presence> reachable, ulong start, ulong end)
    {
        var sum = 0UL;
        for (var i = reachable.IndexFrom(start); i < reachable.Runs.Length; i++)
        {
            var run = reachable.Runs[i];
            if (run.Start >= end)
            {
                break;
            }

            sum += Math.Min(run.End, end) - Math.Max(run.Start, start);
        }

        return sum;
    }
}
