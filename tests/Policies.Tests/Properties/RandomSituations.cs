using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Situations over everything that can be given; plausible values are likelier, odd ones
/// possible.</summary>
internal static class RandomSituations
{
    private const ulong KiB = 1024;
    private const ulong MiB = 1024 * KiB;
    private const ulong GiB = 1024 * MiB;

    private static readonly DriverAction[] Actions =
    [
        DriverAction.Map, DriverAction.Map, DriverAction.Sync, DriverAction.Alloc,
        DriverAction.Resource,
    ];

    // Of so many draws one is not the default; it is then any of these.
    private static readonly (FactSymbol Fact, int OneIn, ImmutableArray<ulong> Values)[] Plain =
    [
        (DmaSchema.Ddw, 2, [0, 1, 2, 3]),
        (DmaSchema.Swiotlb, 2, [0, 1, 1, 2]),
        (DmaSchema.LastMaskCall, 2, [0]),
        (DmaSchema.RequiredMaskQuery, 6, [1]),
        (DmaSchema.IommuOff, 25, [1]),
        (DmaSchema.Translated, 10, [0]),
        (DmaSchema.OneWindow, 6, [1]),
        (DmaSchema.LimitedAddressing, 4, [1]),
        (DmaSchema.TableFull, 20, [1]),
        (DmaSchema.Atomic, 6, [1]),
        (DmaSchema.WeakOrdering, 8, [1]),
        (DmaSchema.FixedIsWeak, 12, [1]),
        (DmaSchema.Domain, 2, [1, 2, 2]),
        (DmaSchema.PageSize, 4, [4 * KiB]),
        (DmaSchema.Ram, 4,
            [256 * MiB, GiB, 2 * GiB, 4 * GiB, 5 * GiB, 63 * GiB, 1024 * GiB, 1024 * 1024 * GiB]),
        (DmaSchema.PoolSize, 6, [0, 64 * KiB, 256 * KiB, 4 * MiB, 512 * MiB, GiB, 2 * GiB]),
        (DmaSchema.LowWindowSize, 8, [0, 64 * KiB, 64 * MiB, 128 * MiB, 2 * GiB, 1024 * GiB]),
        (DmaSchema.LowWindowBase, 12, [64 * KiB, 2 * GiB, 4 * GiB, 1UL << 40, 1UL << 48]),
        (DmaSchema.MapSize, 4,
            [1, 2047, 2049, 64 * KiB, 192 * KiB, 256 * KiB, (256 * KiB) + 1, 512 * KiB, MiB]),
        (DmaSchema.MapSize, 1000, [16 * MiB, 250 * MiB]), // seldom: devices go page by page
        (DmaSchema.Probe, 8, [1, 2, 3, 4]),
    ];

    public static DriverAction DrawAction(SplitMix64 random) => random.Pick(Actions);

    /// <summary>A situation that the policy can be run in.</summary>
    public static Situation Draw(SplitMix64 random, PolicyRunner runner)
    {
        while (true)
        {
            var situation = DrawMasks(random, DrawPlain(random, runner.Policy));
            if (situation.FindProblem(runner.Kernel) is null)
            {
                return situation;
            }
        }
    }

    private static Situation DrawPlain(SplitMix64 random, BoundPolicy policy)
    {
        var situation = Situation.Default;
        if (random.Below(3) > 0)
        {
            situation = situation.With(DmaSchema.IsSecureGuest, 1);
        }

        foreach (var (fact, oneIn, values) in Plain)
        {
            situation = random.OneIn(oneIn) ? situation.With(fact, random.Pick(values)) : situation;
        }

        if (random.OneIn(8))
        {
            situation = situation.With(DmaSchema.Pmem, 1).With(DmaSchema.Buffer, random.Next() & 1);
        }

        foreach (var param in policy.Params.Where(p => p.Type is Dsl.Binding.ValueType.Bool))
        {
            situation = random.OneIn(4) ? situation.With(param, random.Next() & 1) : situation;
        }

        return situation;
    }

    private static Situation DrawMasks(SplitMix64 random, Situation situation)
    {
        var streaming = DrawMask(random);
        var coherent = random.OneIn(3) ? streaming : DrawMask(random);
        if (!random.OneIn(10))
        {
            situation = situation.With(DmaSchema.DmaMask, streaming);
        }

        if (!random.OneIn(5))
        {
            situation = situation.With(DmaSchema.CoherentMask, coherent);
        }

        return random.OneIn(4)
            ? situation.With(DmaSchema.EarlierMask, DrawMask(random))
            : situation;
    }

    private static ulong DrawMask(SplitMix64 random) => random.Below(10) switch
    {
        < 4 => 64,
        < 6 => 32,
        < 9 => 24UL + (ulong)random.Below(41),
        _ => 1UL + (ulong)random.Below(64),
    };
}
