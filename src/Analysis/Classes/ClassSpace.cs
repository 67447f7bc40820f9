using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Classes;

/// <summary>Which machines and drivers a proof goes over: every combination of what the facts below
/// can be, with at most a few of the rarer things about a machine at once, and at most a few calls
/// before the operation. Devices are behind the IOMMU; whoever asks about others gives
/// that.</summary>
internal sealed class ClassSpace
{
    private const ulong MiB = 1UL << 20;

    private static readonly (FactSymbol Fact, ulong[] Values)[] Common =
    [
        (DmaSchema.IsSecureGuest, [0, 1]), (DmaSchema.Ddw, [0, 1, 2, 3]),
        (DmaSchema.Domain, [0, 1, 2]), (DmaSchema.Swiotlb, [0, 1, 2]),
    ];

    private static readonly (FactSymbol Fact, ulong Value)[] Rare =
    [
        (DmaSchema.OneWindow, 1), (DmaSchema.LimitedAddressing, 1), (DmaSchema.Pmem, 1),
        (DmaSchema.HotplugMemory, 0), (DmaSchema.TableFull, 1), (DmaSchema.LowWindowSize, 0),
        (DmaSchema.LowWindowSize, 32 * MiB), (DmaSchema.Ram, 1024 * MiB),
        (DmaSchema.PoolSize, 0),
    ];

    private static readonly ulong?[] Earlier = [null, 64, 48, 32];

    private readonly KernelProfile _kernel;
    private readonly Situation _given;
    private readonly PolicyCuts _cuts;

    /// <summary>The space for a release. <paramref name="cuts"/> are what policies tell apart;
    /// <paramref name="given"/> keeps to one value what would else be any.</summary>
    public ClassSpace(PolicyCuts cuts, KernelProfile kernel, Situation given) =>
        (_cuts, _kernel, _given) = (cuts, kernel, given);

    /// <summary>All values that facts besides masks have in it.</summary>
    public IEnumerable<(FactSymbol Fact, ulong[] Values)> Values =>
    [
        .. Common,
        .. _cuts.OfParams,
        .. Rare.Concat(_cuts.OfMachine).Concat(_cuts.OfDriver)
            .Select(r => (r.Fact, new[] { r.Value })),
        (DmaSchema.EarlierMask, [.. Earlier.OfType<ulong>()]),
    ];

    /// <summary>The machines with at most so many of the rarer things about them, those with the
    /// fewest first.</summary>
    public IEnumerable<MachineCase> Machines(int mostRare) =>
        from rare in Enumerable.Range(0, mostRare + 1)
        from common in CommonOnes()
        from situation in WithRare(common, [.. Rare.Union(_cuts.OfMachine)], 0, rare)
        where situation.FindProblem(_kernel) is null
        select new MachineCase(situation, situation.Machine(_kernel));

    /// <summary>The machines with at most two unusual things about them, none of them of the rarer
    /// ones: few, however many parameters there are.</summary>
    public IEnumerable<MachineCase> FewMachines() =>
        from unusual in Enumerable.Range(0, 3)
        from situation in WithRare(_given, [.. Unusual()], 0, unusual)
        where situation.FindProblem(_kernel) is null
        select new MachineCase(situation, situation.Machine(_kernel));

    /// <summary>The drivers with at most so many calls before the operation.
    /// <paramref name="masks"/> are the classes of masks.</summary>
    public IEnumerable<DriverCase> Drivers(IReadOnlyList<ulong> masks, int mostEvents)
    {
        ulong?[] all = [null, .. masks.Select(m => (ulong?)m)];
        return
            from deed in Deeds()
            from streaming in all
            where streaming is null || !_given.Has(DmaSchema.DmaMask)
            from coherent in all
            where coherent is null || !_given.Has(DmaSchema.CoherentMask)
            let calls = deed.Events + (streaming is null ? 0 : 1) + (coherent is null ? 0 : 1)
            where calls <= mostEvents
            from isStreamingLast in OrdersOf(streaming, coherent)
            select DriverOf(deed, streaming, coherent, isStreamingLast);
    }

    private DriverCase DriverOf(Deed deed, ulong? streaming, ulong? coherent, bool isStreamingLast)
    {
        var facts = deed.Given;
        facts = streaming is { } one ? facts.Add((DmaSchema.DmaMask, one)) : facts;
        facts = coherent is { } other ? facts.Add((DmaSchema.CoherentMask, other)) : facts;
        facts = isStreamingLast ? facts.Add((DmaSchema.LastMaskCall, 0)) : facts;
        var situation = facts.Aggregate(_given, (sum, f) => sum.With(f.Fact, f.Value));
        return new DriverCase(facts, deed.Action, situation.Plan(deed.Action));
    }

    private bool[] OrdersOf(ulong? streaming, ulong? coherent) =>
        streaming is null || coherent is null || _given.Has(DmaSchema.LastMaskCall)
            ? [false]
            : [false, true];

    private IEnumerable<Situation> CommonOnes()
    {
        IEnumerable<Situation> situations = [_given];
        foreach (var (fact, values) in Common.Concat(_cuts.OfParams))
        {
            if (!_given.Has(fact))
            {
                situations = situations.SelectMany(s => values.Select(
                    v => v == (fact.Default ?? 0) ? s : s.With(fact, v)));
            }
        }

        return situations;
    }

    private IEnumerable<(FactSymbol Fact, ulong Value)> Unusual() =>
        from common in Common.Concat(_cuts.OfParams)
        from value in common.Values
        where value != (common.Fact.Default ?? 0)
        select (common.Fact, value);

    private static IEnumerable<Situation> WithRare(
        Situation situation, (FactSymbol Fact, ulong Value)[] rare, int from, int exactly)
    {
        if (exactly == 0)
        {
            yield return situation;
            yield break;
        }

        for (var i = from; i < rare.Length; i++)
        {
            if (!situation.Has(rare[i].Fact))
            {
                var more = situation.With(rare[i].Fact, rare[i].Value);
                foreach (var rarer in WithRare(more, rare, i + 1, exactly - 1))
                {
                    yield return rarer;
                }
            }
        }
    }

    private IEnumerable<Deed> Deeds() =>
        from deed in Actions()
        where deed.Given.All(g => !_given.Has(g.Fact))
        from isQueried in (bool[])[false, true]
        where !isQueried || !_given.Has(DmaSchema.RequiredMaskQuery)
        from earlier in Earlier
        where earlier is null || !_given.Has(DmaSchema.EarlierMask)
        where (!isQueried && earlier is null) || deed.Given.All(g => g.Fact != DmaSchema.Probe)
        select WithCalls(deed, isQueried, earlier);

    private static Deed WithCalls(Deed deed, bool isQueried, ulong? earlier)
    {
        var given = deed.Given;
        given = isQueried ? given.Add((DmaSchema.RequiredMaskQuery, 1)) : given;
        given = earlier is { } mask ? given.Add((DmaSchema.EarlierMask, mask)) : given;
        return deed with { Given = given };
    }

    private IEnumerable<Deed> Actions()
    {
        yield return new Deed([], DriverAction.Map);
        yield return new Deed([], DriverAction.Sync);
        yield return new Deed([], DriverAction.Alloc);
        yield return new Deed([], DriverAction.Resource);
        yield return new Deed([(DmaSchema.MapSize, 264UL << 10)], DriverAction.Map);
        yield return new Deed([(DmaSchema.Atomic, 1)], DriverAction.Alloc);
        yield return new Deed([(DmaSchema.Buffer, 1)], DriverAction.Map);
        foreach (var cut in _cuts.OfDriver)
        {
            yield return new Deed([cut], DriverAction.Map);
            yield return new Deed([cut], DriverAction.Alloc);
        }

        for (var probe = ProbeKind.LeakedPage; probe <= ProbeKind.OtherBounce; probe++)
        {
            yield return new Deed([(DmaSchema.Probe, (ulong)probe)], DriverAction.Map);
        }
    }
}
