using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Proof;

/// <summary>How often a claim did not hold, and the smallest case of it.</summary>
internal sealed class ClaimTally(Claim claim)
{
    private int _cost = int.MaxValue;

    public Claim Claim => claim;

    public long Violations { get; private set; }

    public Counterexample? Smallest { get; private set; }

    public void Add(MachineCase machine, DriverCase driver, TrialResult result, string? other)
    {
        Violations++;
        var cost = machine.Situation.Given.Count + driver.Given.Length;
        if (cost < _cost)
        {
            Keep(new Counterexample(
                driver.On(machine), driver.Action, result.Verdict.ToString(), other), cost);
        }
    }

    public void Add(ClaimTally tally)
    {
        Violations += tally.Violations;
        if (tally.Smallest is { } smallest && tally._cost < _cost)
        {
            Keep(smallest, tally._cost);
        }
    }

    private void Keep(Counterexample example, int cost) => (Smallest, _cost) = (example, cost);
}
