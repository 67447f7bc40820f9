using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Analysis.Classes;

/// <summary>The values of given facts that a policy's own comparisons tell apart: one of each cell.
/// Masks have classes of their own.</summary>
internal sealed class PolicyCuts
{
    private static readonly ImmutableHashSet<FactSymbol> Elsewhere =
    [
        DmaSchema.DmaMask, DmaSchema.CoherentMask, DmaSchema.Op, DmaSchema.IsSecureGuest,
        DmaSchema.Ddw, DmaSchema.Swiotlb, DmaSchema.Domain, DmaSchema.Atomic,
    ];

    private PolicyCuts(
        ImmutableArray<(FactSymbol Fact, ulong[] Values)> ofParams,
        ImmutableArray<(FactSymbol Fact, ulong Value)> ofMachine,
        ImmutableArray<(FactSymbol Fact, ulong Value)> ofDriver) =>
        (OfParams, OfMachine, OfDriver) = (ofParams, ofMachine, ofDriver);

    /// <summary>All values of parameters.</summary>
    public ImmutableArray<(FactSymbol Fact, ulong[] Values)> OfParams { get; }

    /// <summary>What machines have besides defaults.</summary>
    public ImmutableArray<(FactSymbol Fact, ulong Value)> OfMachine { get; }

    /// <summary>What drivers have besides defaults.</summary>
    public ImmutableArray<(FactSymbol Fact, ulong Value)> OfDriver { get; }

    /// <summary>The cuts of a policy; throws <see cref="OverBudgetException"/> where too many facts
    /// are compared with each other.</summary>
    public static PolicyCuts Of(BoundPolicy policy, KernelProfile kernel)
    {
        var space = FactSpace.Of(policy.Facts, policy.Graphs);
        var isParam = policy.Params.ToHashSet();
        List<(FactSymbol Fact, ulong[] Values)> cuts =
        [
            .. from axis in space.Axes
               from fact in axis.Facts.Index()
               where !Elsewhere.Contains(fact.Item)
               where isParam.Contains(fact.Item) || fact.Item.Use.HasFlag(FactUse.Given)
               let isFit = isParam.Contains(fact.Item)
                   ? (Func<ulong, bool>)(_ => true)
                   : v => Situation.Default.With(fact.Item, v).FindProblem(kernel) is null
               select (fact.Item, ValuesOf(axis, fact.Index, isFit)),
        ];
        var given = cuts
            .Where(c => !isParam.Contains(c.Fact))
            .SelectMany(c => c.Values.Select(v => (c.Fact, Value: v)))
            .Where(c => c.Value != c.Fact.Default)
            .ToLookup(c => DriverFacts.StepFor(c.Fact) is not null);
        return new PolicyCuts(
            [.. cuts.Where(c => isParam.Contains(c.Fact))], [.. given[false]], [.. given[true]]);
    }

    /// <summary>These and another policy's, whose own parameters are
    /// <paramref name="known"/> by other slots here.</summary>
    public PolicyCuts And(PolicyCuts other, Func<FactSymbol, FactSymbol> known) =>
        new(
            [
                .. OfParams.Concat(other.OfParams.Select(p => (Fact: known(p.Fact), p.Values)))
                    .GroupBy(p => p.Fact)
                    .Select(g => (
                        g.Key,
                        g.SelectMany(p => p.Values).Distinct().Order().ToArray())),
            ],
            [.. OfMachine.Union(other.OfMachine)],
            [.. OfDriver.Union(other.OfDriver)]);

    // A default stands for its own cell; sizes of machines are whole pages.
    private static ulong[] ValuesOf(SpaceAxis axis, int fact, Func<ulong, bool> isFit)
    {
        var initial = axis.Facts[fact].Default ?? 0;
        var values = axis.Facts.Length > 1
            ? axis.Cells.Select(c => c.Values[fact]).Where(isFit)
            : axis.Intervals
                .Where(i => initial < i.Min || initial > i.Max)
                .Select(i => FitIn(i, isFit))
                .OfType<ulong>();
        return [.. values.Append(initial).Distinct().Order()];
    }

    private static ulong? FitIn(ValueRange range, Func<ulong, bool> isFit)
    {
        var page = PageSize.Of64K.Bytes.Value;
        var rounded = range.Min > ulong.MaxValue - page
            ? range.Max
            : (range.Min + page - 1) / page * page;
        ulong[] candidates = [range.Min, Math.Min(rounded, range.Max), range.Max];
        return candidates.Where(isFit).Select(c => (ulong?)c).FirstOrDefault();
    }
}
