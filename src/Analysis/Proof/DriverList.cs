using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Proof;

/// <summary>All drivers of a space, and which of them are compared with each other.</summary>
internal sealed class DriverList
{
    private readonly ImmutableArray<DriverCase> _drivers;

    public DriverList(IEnumerable<DriverCase> drivers)
    {
        _drivers = [.. drivers];
        Neighbours = Neighbours.Of([.. _drivers.Select(GivenWithAction)]);
        Reversed = [.. Enumerable.Range(0, Count).Select(ReversedOf)];
        Narrower = [.. Enumerable.Range(0, Count).Select(NarrowerOf)];
    }

    public int Count => _drivers.Length;

    public DriverCase this[int index] => _drivers[index];

    /// <summary>Which drivers differ in one fact.</summary>
    public Neighbours Neighbours { get; }

    /// <summary>For a driver that sets its streaming mask last, the one that sets it first; else
    /// null.</summary>
    public ImmutableArray<int?> Reversed { get; }

    /// <summary>The driver with the next narrower of the masks that its operation is about; null if
    /// it sets none, or the narrowest.</summary>
    public ImmutableArray<int?> Narrower { get; }

    private int? ReversedOf(int driver) =>
        _drivers[driver].Given.Contains((DmaSchema.LastMaskCall, 0UL))
            ? OthersOf(driver, DmaSchema.LastMaskCall).Select(d => (int?)d).FirstOrDefault()
            : null;

    private int? NarrowerOf(int driver)
    {
        var fact = _drivers[driver].Action == DriverAction.Alloc
            ? DmaSchema.CoherentMask
            : DmaSchema.DmaMask;
        return MaskOf(driver, fact) is not { } own
            ? null
            : OthersOf(driver, fact)
                .Where(d => MaskOf(d, fact) < own)
                .OrderBy(d => MaskOf(d, fact))
                .Select(d => (int?)d)
                .LastOrDefault();
    }

    private ulong? MaskOf(int driver, FactSymbol fact) => _drivers[driver].Given
        .Where(g => g.Fact == fact)
        .Select(g => (ulong?)g.Value)
        .FirstOrDefault();

    private int[] OthersOf(int driver, FactSymbol fact) =>
        Neighbours[driver].FirstOrDefault(n => n.Fact == fact).Others ?? [];

    private static (FactSymbol Fact, ulong Value)[] GivenWithAction(DriverCase driver) =>
        [.. driver.Given, (DmaSchema.Op, (ulong)driver.Plan.Op)];
}
