using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Units;

namespace DmaRules.Analysis.Proof;

/// <summary>Runs every case of a space and holds claims against what comes of it. Both processors
/// work; the order of machines and drivers makes the result the same each time.</summary>
public static class Prover
{
    /// <summary>Proves or refutes claims for a policy. <paramref name="progress"/> is told how many
    /// machines are done, of how many.</summary>
    public static ProofReport Prove(
        PolicyRunner runner,
        ImmutableArray<Claim> claims,
        Situation given,
        Action<long, long> progress)
    {
        var sample = ProofSpace.MachinesOf(runner.Policy, runner.Kernel, given, mostRare: 1);
        var masks = MaskClasses.Of(runner, sample);
        var space = ProofSpace.Of(runner.Policy, runner.Kernel, given, masks);
        var drivers = DriversOf(space, given);
        var tallies = new ClaimTally[space.Machines.Length][];
        var done = 0L;
        Parallel.For(
            0,
            space.Machines.Length,
            runner.Another,
            (machine, _, worker) =>
            {
                tallies[machine] = [.. claims.Select(c => new ClaimTally(c))];
                new ProofRun(worker, space.Machines[machine], tallies[machine]).Go(drivers);
                var count = Interlocked.Increment(ref done);
                lock (drivers)
                {
                    progress(count, space.Machines.Length);
                }

                return worker;
            },
            _ => { });
        return Report(space, claims, tallies, drivers);
    }

    /// <summary>The claims that are made of a policy: those of every policy, and its own.</summary>
    public static ImmutableArray<Claim> ClaimsOf(BoundPolicy policy) =>
    [
        .. Claim.Predefined,
        .. policy.Invariants.Select((i, n) => new Claim.OfPolicy(i.Name, n)),
    ];

    private static ProofReport Report(
        ProofSpace space,
        ImmutableArray<Claim> claims,
        ClaimTally[][] tallies,
        List<DriverGrid> drivers)
    {
        ClaimTally[] sums = [.. claims.Select(c => new ClaimTally(c))];
        foreach (var ofMachine in tallies)
        {
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i].Add(ofMachine[i]);
            }
        }

        var count = drivers.Sum(d => (long)d.Count);
        return new ProofReport(
            [.. sums.Select(s => new ClaimResult(s.Claim, s.Violations, s.Smallest))],
            space.Machines.Length,
            count,
            count * space.Machines.Length,
            [.. space.Masks.OfType<ulong>()]);
    }

    private static List<DriverGrid> DriversOf(ProofSpace space, Situation given) =>
        [.. space.Deeds.Select(d => new DriverGrid(space, d, given))];
}
