using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Proof;

/// <summary>All drivers on one machine, and the claims that do not hold there.</summary>
internal sealed class ProofRun(
    PolicyRunner runner, DriverList drivers, ImmutableArray<Claim> claims)
{
    private readonly RunNote?[] _notes = new RunNote?[drivers.Count];

    /// <summary>Runs them; what is returned is good until the next call.</summary>
    public ReadOnlySpan<RunNote?> Go(MachineCase machine)
    {
        runner.Dispatch.Give(machine.Situation);
        var isTranslated = machine.Situation[DmaSchema.Translated] != 0;
        for (var i = 0; i < drivers.Count; i++)
        {
            var driver = drivers[i];
            _notes[i] = machine.Spec.Firmware.Pmem || !driver.Plan.BufferInPmem
                ? Run(machine, driver, isTranslated)
                : null;
        }

        for (var claim = 0; claim < claims.Length; claim++)
        {
            Compare(claim);
        }

        return _notes;
    }

    private RunNote Run(MachineCase machine, DriverCase driver, bool isTranslated)
    {
        var plan = isTranslated ? driver.Plan : driver.Plan with { IsTranslated = false };
        var result = runner.Run(machine.Spec, plan);
        var violated = 0UL;
        for (var claim = 0; claim < claims.Length; claim++)
        {
            var holds = claims[claim] switch
            {
                Claim.OfRun one => one.Holds(machine, driver, result),
                Claim.OfPolicy own => !Violates(own.Index, result),
                _ => true,
            };
            violated |= holds ? 0UL : 1UL << claim;
        }

        return RunNote.Of(result.Verdict, violated);
    }

    private bool Violates(int invariant, TrialResult result) =>
        !Interpreter.Holds(
            runner.Policy.Invariants[invariant].Condition, runner.FactsAfter(result));

    private void Compare(int claim)
    {
        var others = claims[claim] switch
        {
            Claim.OfOrder => drivers.Reversed,
            Claim.OfWidth => drivers.Narrower,
            _ => [],
        };
        for (var i = 0; i < others.Length; i++)
        {
            if (others[i] is { } other && _notes[i] is { } one && _notes[other] is { } compared
                && (claims[claim] is Claim.OfOrder
                    ? !one.HasSameVerdict(compared)
                    : compared.IsOk && !one.IsOk))
            {
                _notes[i] = one with { Violated = one.Violated | (1UL << claim) };
            }
        }
    }
}
