using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Proof;

/// <summary>All drivers on one machine.</summary>
internal sealed class ProofRun(PolicyRunner runner, MachineCase machine, ClaimTally[] tallies)
{
    private readonly bool _isTranslated = machine.Situation[DmaSchema.Translated] != 0;
    private readonly bool _hasPmem = machine.Spec.Firmware.Pmem;

    public void Go(IEnumerable<DriverGrid> drivers)
    {
        runner.Dispatch.Give(machine.Situation);
        foreach (var grid in drivers)
        {
            var results = new TrialResult?[grid.Width, grid.Width, 2];
            Fill(grid, results);
            Compare(grid, results);
        }
    }

    private void Fill(DriverGrid grid, TrialResult?[,,] results)
    {
        for (var streaming = 0; streaming < grid.Width; streaming++)
        {
            for (var coherent = 0; coherent < grid.Width; coherent++)
            {
                for (var order = 0; order < 2; order++)
                {
                    if (grid[streaming, coherent, order] is { } driver
                        && (_hasPmem || !driver.Plan.BufferInPmem))
                    {
                        results[streaming, coherent, order] = Run(driver);
                    }
                }
            }
        }
    }

    private TrialResult Run(DriverCase driver)
    {
        var plan = _isTranslated ? driver.Plan : driver.Plan with { IsTranslated = false };
        var result = runner.Run(machine.Spec, plan);
        foreach (var tally in tallies)
        {
            var holds = tally.Claim switch
            {
                Claim.OfRun claim => claim.Holds(machine, driver, result),
                Claim.OfPolicy claim => !Violates(claim.Index, result),
                _ => true,
            };
            if (!holds)
            {
                tally.Add(machine, driver, result, other: null);
            }
        }

        return result;
    }

    private bool Violates(int invariant, TrialResult result) =>
        !Interpreter.Holds(
            runner.Policy.Invariants[invariant].Condition, runner.FactsAfter(result));

    private void Compare(DriverGrid grid, TrialResult?[,,] results)
    {
        foreach (var tally in tallies)
        {
            switch (tally.Claim)
            {
                case Claim.OfOrder:
                    CompareOrders(grid, results, tally);
                    break;
                case Claim.OfWidth:
                    CompareWidths(grid, results, tally);
                    break;
            }
        }
    }

    private void CompareOrders(DriverGrid grid, TrialResult?[,,] results, ClaimTally tally)
    {
        for (var streaming = 0; streaming < grid.Width; streaming++)
        {
            for (var coherent = 0; coherent < grid.Width; coherent++)
            {
                if (results[streaming, coherent, 0] is { } one
                    && results[streaming, coherent, 1] is { } other
                    && WordOf(one) != WordOf(other))
                {
                    tally.Add(
                        machine,
                        grid[streaming, coherent, 1]!,
                        other,
                        $"{WordOf(one)} with the masks set in the other order");
                }
            }
        }
    }

    // Along the mask that the operation is about; index 0 is no mask at all.
    private void CompareWidths(DriverGrid grid, TrialResult?[,,] results, ClaimTally tally)
    {
        var isAlloc = grid.Action == DriverAction.Alloc;
        for (var width = 1; width < grid.Width - 1; width++)
        {
            for (var rest = 0; rest < grid.Width * 2; rest++)
            {
                var (fixedMask, order) = (rest / 2, rest % 2);
                var (narrow, wide) = isAlloc
                    ? (results[fixedMask, width, order], results[fixedMask, width + 1, order])
                    : (results[width, fixedMask, order], results[width + 1, fixedMask, order]);
                if (narrow is { Verdict: Verdict.Ok } && wide is { Verdict: not Verdict.Ok } worse)
                {
                    var driver = isAlloc
                        ? grid[fixedMask, width + 1, order]
                        : grid[width + 1, fixedMask, order];
                    tally.Add(machine, driver!, worse, "ok with the next narrower mask");
                }
            }
        }
    }

    private static string WordOf(TrialResult result) => result.Verdict.ToString();
}
