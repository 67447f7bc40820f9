using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Machines;

namespace DmaRules.Analysis.Classes;

/// <summary>A class of machines, by one of them.</summary>
internal sealed record MachineCase(Situation Situation, MachineSpec Spec);

/// <summary>What a driver does after its mask calls, and what it gives besides its
/// masks.</summary>
internal sealed record Deed(
    ImmutableArray<(FactSymbol Fact, ulong Value)> Given, DriverAction Action)
{
    /// <summary>How many calls it has before the operation, by its neighbour or itself.</summary>
    public int Events => Given.Count(
        g => g.Fact == DmaSchema.EarlierMask || g.Fact == DmaSchema.RequiredMaskQuery);
}

/// <summary>A class of drivers, by one of them: what it gives besides its masks, and what it
/// does.</summary>
internal sealed record DriverCase(
    ImmutableArray<(FactSymbol Fact, ulong Value)> Given, DriverAction Action, DriverPlan Plan)
{
    /// <summary>It asks for a mask, so it can be refused one.</summary>
    public bool SetsMasks => Plan.DmaMask is not null || Plan.CoherentMask is not null;

    /// <summary>How much has to come together: facts that are given, and more than one
    /// access.</summary>
    public int Cost => (Given.Length * 2) + (Action == DriverAction.Sync ? 1 : 0);

    /// <summary>The whole situation on a machine.</summary>
    public Situation On(MachineCase machine) => On(machine.Situation);

    /// <summary>The whole situation, where the machine is given by its own.</summary>
    public Situation On(Situation machine) =>
        Given.Aggregate(machine, (sum, g) => sum.With(g.Fact, g.Value));
}
