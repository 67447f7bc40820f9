using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Difference;

/// <summary>Runs every class of driver on every class of machine under two policies. Machines have
/// none of the rarer things about them unless that is asked for, so that it is done at once.
/// </summary>
public sealed class MachineComparer
{
    private const int MostDrivers = 200_000;
    private const int MostRuns = 2_000_000;
    private const int MostMaskCalls = 2;
    private readonly PolicyRunner _before;
    private readonly PolicyRunner _after;
    private readonly ClassSpace _space;

    private MachineComparer(PolicyRunner before, PolicyRunner after)
    {
        (_before, _after) = (before, after);
        var slots = new SharedSlots(before.Policy, after.Policy);
        var cuts = PolicyCuts.Of(before.Policy, before.Kernel)
            .And(PolicyCuts.Of(after.Policy, after.Kernel), slots.Move);
        _space = new ClassSpace(cuts, before.Kernel, Situation.Default);
    }

    /// <summary>Compares two policies of one platform. Null where either compares too many facts
    /// with each other for classes to be told.</summary>
    public static MachineDifference? Compare(
        PolicyRunner before, PolicyRunner after, int mostRare)
    {
        try
        {
            return new MachineComparer(before, after).Run(mostRare);
        }
        catch (OverBudgetException)
        {
            return null;
        }
    }

    private MachineDifference Run(int mostRare)
    {
        ImmutableArray<DriverCase> some = [.. DriversOf().Take(MostDrivers + 1)];
        ImmutableArray<DriverCase> drivers = [.. some.Take(MostDrivers)];
        var most = Math.Max(1, MostRuns / drivers.Length);
        ImmutableArray<Situation> more =
            [.. Fitting(_space.Machines(mostRare)).Take(most + 1).Select(m => m.Situation)];
        ImmutableArray<Situation> machines = [.. more.Take(most)];
        var isCutShort = some.Length > drivers.Length || more.Length > machines.Length;
        var changes = new Changes();
        Parallel.For(
            0,
            machines.Length,
            () => (Before: _before.Another(), After: _after.Another(), Found: new Changes()),
            (machine, _, worker) =>
            {
                RunOn(machine, machines[machine], drivers, worker);
                return worker;
            },
            worker =>
            {
                lock (changes)
                {
                    changes.Add(worker.Found);
                }
            });
        return changes.Told(machines.Length, drivers.Length, isCutShort);
    }

    private static void RunOn(
        long machine,
        Situation situation,
        ImmutableArray<DriverCase> drivers,
        (PolicyRunner Before, PolicyRunner After, Changes Found) worker)
    {
        var (before, after, found) = worker;
        // What only one of the two knows is given to that one.
        var (old, made) = (situation.KnownTo(before.Policy), situation.KnownTo(after.Policy));
        before.Dispatch.Give(old);
        after.Dispatch.Give(made);
        var (oldSpec, madeSpec) = (old.Machine(before.Kernel), made.Machine(after.Kernel));
        foreach (var (index, driver) in drivers.Index())
        {
            if (!driver.Plan.BufferInPmem || oldSpec.Firmware.Pmem)
            {
                var results = (before.Run(oldSpec, driver.Plan), after.Run(madeSpec, driver.Plan));
                found.Add((machine * drivers.Length) + index, situation, driver, results);
            }
        }
    }

    private IEnumerable<MachineCase> Fitting(IEnumerable<MachineCase> machines) => machines.Where(
        m => m.Situation.KnownTo(_after.Policy).FindProblem(_after.Kernel) is null);

    // Of neighbours and queries a proof knows more; probes are of misbehaving devices.
    private IEnumerable<DriverCase> DriversOf()
    {
        ImmutableArray<ulong> ofBefore = [], ofAfter = [];
        Parallel.Invoke(
            () => ofBefore = MaskClasses.Of(_before, Sampled()),
            () => ofAfter = MaskClasses.Of(_after, Sampled().Select(AfterOf)));
        List<ulong> masks = [.. ofBefore.Union(ofAfter).Order()];
        return _space.Drivers(masks, MostMaskCalls).Where(d => d.Plan.EarlierMask is null
            && !d.Plan.QueriesRequiredMask);
    }

    private IEnumerable<MachineCase> Sampled() => Fitting(_space.FewMachines());

    private MachineCase AfterOf(MachineCase machine)
    {
        var situation = machine.Situation.KnownTo(_after.Policy);
        return new MachineCase(situation, situation.Machine(_after.Kernel));
    }
}
