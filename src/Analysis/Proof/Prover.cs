using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Analysis.Proof;

/// <summary>Runs every case of a space and holds claims against what comes of it. All processors
/// work; the order of machines and drivers makes the result the same each time.</summary>
public static class Prover
{
    // So many machines are looked at for where masks behave otherwise.
    private const int MostSampled = 2_000;

    // Each knows its neighbours, which takes half a KiB.
    private const int MostDrivers = 400_000;
    private const int MostMachines = 100_000;

    private const string TooManyDrivers =
        "more than 400,000 drivers: the rest is left out; `--events` and `--given` allow fewer";

    private const string TooManyMachines =
        "more than 100,000 machines: the rest is left out; `--rare` and `--given` allow fewer";

    private const string LeftOut =
        "machines with the most of the rarer things are left out; `--runs` allows more";

    /// <summary>Proves or refutes at most 64 claims for a policy. <paramref name="progress"/> is
    /// told how many machines are done, of how many.</summary>
    public static ProofReport Prove(
        PolicyRunner runner,
        ImmutableArray<Claim> claims,
        Situation given,
        SpaceSize size,
        Action<long, long> progress)
    {
        try
        {
            return Prove(
                runner,
                claims,
                (new ClassSpace(
                    PolicyCuts.Of(runner.Policy, runner.Kernel), runner.Kernel, given), size),
                progress);
        }
        catch (OverBudgetException over)
        {
            return new ProofReport(
                [.. claims.Select(c => new ClaimResult(c, ProofStatus.Unknown, 0, []))],
                0,
                $"the policy compares too much with each other: {string.Join(", ", over.Names)}",
                0,
                []);
        }
    }

    private static ProofReport Prove(
        PolicyRunner runner,
        ImmutableArray<Claim> claims,
        (ClassSpace All, SpaceSize Size) space,
        Action<long, long> progress)
    {
        var masks = MaskClasses.Of(runner, space.All.Machines(mostRare: 1).Take(MostSampled));
        ImmutableArray<DriverCase> cases =
            [.. space.All.Drivers(masks, space.Size.MostEvents).Take(MostDrivers + 1)];
        var drivers = new DriverList(cases.Take(MostDrivers));
        var most = (int)Math.Clamp(space.Size.MostRuns / drivers.Count, 1, MostMachines);
        ImmutableArray<MachineCase> some =
            [.. space.All.Machines(space.Size.MostRare).Take(most + 1)];
        ImmutableArray<MachineCase> machines = [.. some.Take(most)];
        var runs = RunAll(runner, claims, (machines, drivers), progress);
        var kinds = new KindFinder(machines, drivers, runs, claims.Length).Find();
        var limit = cases.Length > MostDrivers ? TooManyDrivers
            : some.Length == machines.Length ? null
            : most == MostMachines ? TooManyMachines
            : FormattableString.Invariant($"more than {space.Size.MostRuns:N0} runs: {LeftOut}");
        var texts = new KindText(runner, machines, drivers, runs);
        return new ProofReport(
            [
                .. claims.Select((c, i) => new ClaimResult(
                    c,
                    StatusOf(kinds[i], limit is not null),
                    kinds[i].Sum(k => k.Count),
                    [.. kinds[i].Select(k => texts.Of(c, k))])),
            ],
            machines.Length,
            limit,
            drivers.Count,
            masks);
    }

    private static ProofStatus StatusOf(ImmutableArray<Kind> kinds, bool isLeft) =>
        !kinds.IsEmpty ? ProofStatus.Refuted
        : isLeft ? ProofStatus.Unknown
        : ProofStatus.Proved;

    /// <summary>The claims that are made of a policy: those of every policy, and its own.</summary>
    public static ImmutableArray<Claim> ClaimsOf(BoundPolicy policy) =>
    [
        .. Claim.Predefined,
        .. policy.Invariants.Select((i, n) => new Claim.OfPolicy(i.Name, n)),
    ];

    private static RunTable RunAll(
        PolicyRunner runner,
        ImmutableArray<Claim> claims,
        (ImmutableArray<MachineCase> Machines, DriverList Drivers) space,
        Action<long, long> progress)
    {
        var runs = new RunTable(space.Machines.Length);
        var done = 0L;
        Parallel.For(
            0,
            space.Machines.Length,
            () => new ProofRun(runner.Another(), space.Drivers, claims),
            (machine, _, worker) =>
            {
                runs.Keep(machine, worker.Go(space.Machines[machine]));
                var count = Interlocked.Increment(ref done);
                lock (runs)
                {
                    progress(count, space.Machines.Length);
                }

                return worker;
            },
            _ => { });
        return runs;
    }
}
