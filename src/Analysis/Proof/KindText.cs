using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Policies.Running;

namespace DmaRules.Analysis.Proof;

/// <summary>Kinds of violations as a report has them: with facts and situations in place of
/// numbers.</summary>
internal sealed class KindText(
    PolicyRunner runner, ImmutableArray<MachineCase> machines, DriverList drivers, RunTable runs)
{
    public ViolationKind Of(Claim claim, Kind kind)
    {
        var (machine, driver) = (machines[kind.Machine], drivers[kind.Driver]);
        var example = new Counterexample(
            driver.On(machine),
            driver.Action,
            runs[kind.Machine, kind.Driver]!.Value.Verdict,
            OtherOf(claim, kind));
        return new ViolationKind(
            kind.CausesAmong(runner.Policy.Facts),
            kind.Count,
            example with { Scenario = CounterexampleText.Scenario(claim.Name, runner, example) });
    }

    private string? OtherOf(Claim claim, Kind kind) => claim switch
    {
        Claim.OfOrder => $"{VerdictOf(kind.Machine, drivers.Reversed[kind.Driver]!.Value)} "
            + "with the masks set in the other order",
        Claim.OfWidth => "ok with the next narrower mask",
        _ => null,
    };

    private string VerdictOf(int machine, int driver) => runs[machine, driver]!.Value.Verdict;
}
