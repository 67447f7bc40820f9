using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>Sets of raw values as inclusive ranges, ascending, with gaps between them.</summary>
internal static class ValueRanges
{
    /// <summary>The values for which a comparison with a constant has that answer.</summary>
    public static ImmutableArray<ValueRange> Of(
        Comparison comparison, ulong constant, bool holds) =>
        (comparison, holds) switch
        {
            (Comparison.Equal, true) => [new(constant, constant)],
            (Comparison.Equal, false) => [.. Below(constant), .. Above(constant)],
            (Comparison.Less, true) => Below(constant),
            (Comparison.Less, false) => [new(constant, ulong.MaxValue)],
            (_, true) => [new(0, constant)],
            _ => Above(constant),
        };

    /// <summary>The values that are in both.</summary>
    public static ImmutableArray<ValueRange> Intersect(
        ImmutableArray<ValueRange> one, ImmutableArray<ValueRange> other) =>
    [
        .. from left in one
           from right in other
           let shared = new ValueRange(
               Math.Max(left.Min, right.Min), Math.Min(left.Max, right.Max))
           where shared.Min <= shared.Max
           select shared,
    ];

    private static ImmutableArray<ValueRange> Below(ulong constant) =>
        constant == 0 ? [] : [new(0, constant - 1)];

    private static ImmutableArray<ValueRange> Above(ulong constant) =>
        constant == ulong.MaxValue ? [] : [new(constant + 1, ulong.MaxValue)];
}
