using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>What could be given instead of what is: what a proof goes over, and some more sizes.
/// </summary>
internal static class FlipChoices
{
    private const ulong KiB = 1UL << 10;
    private const ulong MiB = 1UL << 20;
    private const ulong GiB = 1UL << 30;
    private const ulong Widest = 64;

    private static readonly (FactSymbol Fact, ulong[] Values)[] More =
    [
        (DmaSchema.LastMaskCall, [0, 1]), (DmaSchema.RequiredMaskQuery, [0, 1]),
        (DmaSchema.MapSize, [4 * KiB, 264 * KiB]), (DmaSchema.Atomic, [0, 1]),
        (DmaSchema.Buffer, [0, 1]), (DmaSchema.Translated, [0, 1]), (DmaSchema.IommuOff, [0, 1]),
        (DmaSchema.PoolSize, [0, 64 * MiB, GiB]), (DmaSchema.Ram, [GiB, 64 * GiB]),
        (DmaSchema.LowWindowSize, [0, 32 * MiB, GiB, 2 * GiB]),
    ];

    /// <summary>The choices for a situation. Masks come in classes, each by its narrowest
    /// width.</summary>
    public static List<FactChoice> Of(
        ClassSpace space, Situation situation, ImmutableArray<ulong> masks)
    {
        ImmutableArray<ValueRange> widths =
            [.. masks.Select((m, i) => new ValueRange(m, EndOf(masks, i)))];
        return
        [
            .. new[] { DmaSchema.DmaMask, DmaSchema.CoherentMask }.Select(
                mask => new FactChoice(
                    mask,
                    [
                        .. widths.Where(w => !situation.Has(mask)
                            || situation[mask] < w.Min || situation[mask] > w.Max),
                    ])),
            .. space.Values.Concat(More)
                .GroupBy(v => v.Fact)
                .Select(g => ChoiceOf(g.Key, g.SelectMany(v => v.Values), situation[g.Key])),
        ];
    }

    private static ulong EndOf(ImmutableArray<ulong> masks, int index) =>
        index + 1 < masks.Length ? masks[index + 1] - 1 : Widest;

    private static FactChoice ChoiceOf(FactSymbol fact, IEnumerable<ulong> values, ulong own) =>
        new(
            fact,
            [
                .. (fact.Default is { } initial ? values.Append(initial) : values)
                    .Distinct()
                    .Where(v => v != own)
                    .Order()
                    .Select(v => new ValueRange(v, v)),
            ]);
}
