using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Proof;

/// <summary>Which machines and drivers a proof goes over: every combination of what the facts below
/// can be, with at most two of the rarer things about a machine at once, and at most one of the
/// rarer things about a driver. Devices are behind the IOMMU; whoever asks about others gives
/// that.</summary>
internal sealed class ProofSpace
{
    private const ulong MiB = 1UL << 20;
    /// <summary>How many of the rarer things about a machine come together at most.</summary>
    public const int MostRare = 2;

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

    private static readonly (FactSymbol Fact, ulong Value)?[] RareOfDriver =
    [
        null, (DmaSchema.RequiredMaskQuery, 1), (DmaSchema.EarlierMask, 64),
        (DmaSchema.EarlierMask, 48), (DmaSchema.EarlierMask, 32),
    ];

    private ProofSpace(
        ImmutableArray<MachineCase> machines,
        ImmutableArray<Deed> deeds,
        ImmutableArray<ulong?> masks) =>
        (Machines, Deeds, Masks) = (machines, deeds, masks);

    public ImmutableArray<MachineCase> Machines { get; }

    /// <summary>What drivers do after their mask calls, and what else is special about
    /// them.</summary>
    public ImmutableArray<Deed> Deeds { get; }

    /// <summary>The classes of masks, narrowest first, each by its narrowest width; null: the
    /// driver sets none.</summary>
    public ImmutableArray<ulong?> Masks { get; }

    /// <summary>The space for a policy. <paramref name="given"/> keeps to one value what would else
    /// be any.</summary>
    public static ProofSpace Of(
        BoundPolicy policy, KernelProfile kernel, Situation given, ImmutableArray<ulong> masks) =>
        new(
            [.. MachinesOf(policy, kernel, given, MostRare)],
            [.. DeedsOf(given)],
            [null, .. masks.Select(m => (ulong?)m)]);

    /// <summary>The machines with at most so many of the rarer things about them.</summary>
    public static IEnumerable<MachineCase> MachinesOf(
        BoundPolicy policy, KernelProfile kernel, Situation given, int mostRare)
    {
        IEnumerable<Situation> situations = [given];
        var axes = Common.Concat(policy.Params
            .Where(p => p.Type is Dsl.Binding.ValueType.Bool)
            .Select(p => (Fact: p, Values: new ulong[] { 0, 1 })));
        foreach (var (fact, values) in axes.Where(a => !given.Has(a.Fact)))
        {
            situations = situations.SelectMany(s => values.Select(
                v => v == (fact.Default ?? 0) ? s : s.With(fact, v)));
        }

        return situations.SelectMany(s => WithRare(s, 0, mostRare))
            .Where(s => s.FindProblem(kernel) is null)
            .Select(s => new MachineCase(s, s.Machine(kernel)));
    }

    private static IEnumerable<Situation> WithRare(Situation situation, int from, int most)
    {
        yield return situation;
        for (var i = from; i < Rare.Length && most > 0; i++)
        {
            if (!situation.Has(Rare[i].Fact))
            {
                var more = situation.With(Rare[i].Fact, Rare[i].Value);
                foreach (var rarer in WithRare(more, i + 1, most - 1))
                {
                    yield return rarer;
                }
            }
        }
    }

    private static IEnumerable<Deed> DeedsOf(Situation given) =>
        from deed in Actions()
        from rare in RareOfDriver
        where rare is null || !given.Has(rare.Value.Fact)
        where rare is null || deed.Given.All(g => g.Fact != DmaSchema.Probe)
        where deed.Given.All(g => !given.Has(g.Fact))
        let all = rare is { } one ? deed.Given.Add(one) : deed.Given
        select new Deed(all, deed.Action);

    private static IEnumerable<Deed> Actions()
    {
        yield return new Deed([], DriverAction.Map);
        yield return new Deed([], DriverAction.Sync);
        yield return new Deed([], DriverAction.Alloc);
        yield return new Deed([], DriverAction.Resource);
        yield return new Deed([(DmaSchema.MapSize, 264UL << 10)], DriverAction.Map);
        yield return new Deed([(DmaSchema.Atomic, 1)], DriverAction.Alloc);
        yield return new Deed([(DmaSchema.Buffer, 1)], DriverAction.Map);
        for (var probe = ProbeKind.LeakedPage; probe <= ProbeKind.OtherBounce; probe++)
        {
            yield return new Deed([(DmaSchema.Probe, (ulong)probe)], DriverAction.Map);
        }
    }
}
