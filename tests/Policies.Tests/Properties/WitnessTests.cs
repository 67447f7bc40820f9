using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>What a search over random machines finds (facts/kernel-dispatch.md 9.1, the
/// witnesses).</summary>
public sealed class WitnessTests
{
    private const int MachinesToTry = 2000;

    /// <summary>Witness 3, on every release from v5.6 on.</summary>
    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v5.9")]
    [InlineData("pseries-v6.1")]
    [InlineData("pseries-v6.12")]
    public void AMaskIsAcceptedInASecureGuestAndTheMapBreaksSilently(string policy)
    {
        using var runs = new RandomRuns(isMeant: n => n == policy);
        var found = Find(runs, machine =>
            machine is { IsSecure: true, IsTranslated: true, IsProbed: false }
            && machine.Situation.Has(DmaSchema.DmaMask)
            && machine.Runner.Run(machine.Situation, DriverAction.SetMasks).Verdict is Verdict.Ok
            && machine.Runner.Run(machine.Situation, DriverAction.Map).Verdict is Verdict.Breaks);
        found.ShouldNotBeNull();
    }

    /// <summary>Witness 4.</summary>
    [Theory]
    [InlineData("pseries-v5.3")]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v5.9")]
    [InlineData("pseries-v6.1")]
    [InlineData("pseries-v6.12")]
    public void PermutingTheTwoSettersChangesThePath(string policy)
    {
        using var runs = new RandomRuns(isMeant: n => n == policy);
        var found = Find(runs, machine =>
            PathWith(machine, DmaSchema.LastMaskCall, 0) is { } streamingLast
            && PathWith(machine, DmaSchema.LastMaskCall, 1) is { } coherentLast
            && streamingLast != coherentLast);
        found.ShouldNotBeNull();
    }

    /// <summary>Witness 5; that nothing changes in v5.4 is a property.</summary>
    [Theory]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v5.9")]
    [InlineData("pseries-v6.1")]
    [InlineData("pseries-v6.12")]
    public void DisableDdwChangesTheMapOfAWideDeviceInASecureGuest(string policy)
    {
        using var runs = new RandomRuns(isMeant: n => n == policy);
        var found = Find(runs, machine =>
            machine.IsSecure
            && machine.Situation[DmaSchema.DmaMask] == 64
            && PathWithDdw(machine, DdwAvailability.Available) is PathAction.Bypass
            && PathWithDdw(machine, DdwAvailability.Disabled) is PathAction.Iommu);
        found.ShouldNotBeNull();
    }

    private static PathAction? PathWithDdw(RandomMachine machine, DdwAvailability ddw) =>
        PathWith(machine, DmaSchema.Ddw, (ulong)ddw);

    private static PathAction? PathWith(
        RandomMachine machine, DmaRules.Dsl.Binding.FactSymbol fact, ulong value) =>
        machine.Runner.Run(machine.Situation.With(fact, value), DriverAction.Map).Path?.Action;

    private static RandomMachine? Find(RandomRuns runs, Func<RandomMachine, bool> isWitness) =>
        Enumerable.Range(1, MachinesToTry)
            .Select(i => runs.Make((ulong)i))
            .FirstOrDefault(isWitness);
}
