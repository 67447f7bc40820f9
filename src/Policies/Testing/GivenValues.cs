using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Dsl.Binding;

namespace DmaRules.Policies.Testing;

/// <summary>The values that one given fact stands for, in order: ranges that neither touch nor
/// overlap.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Ranges">Its values.</param>
/// <param name="Corners">Those of them at which something may change: the ends of the ranges and
/// the landmarks between them.</param>
/// <param name="AreChosen">Whether the values were chosen for a <c>-</c>, because there are too
/// many to try them all.</param>
internal sealed record GivenValues(
    FactSymbol Fact,
    ImmutableArray<ValueRange> Ranges,
    ImmutableArray<ulong> Corners,
    bool AreChosen)
{
    public BigInteger Count { get; } =
        Ranges.Aggregate(BigInteger.Zero, (sum, r) => sum + CountOf(r));

    public static GivenValues Of(
        FactSymbol fact, IEnumerable<ValueRange> ranges, IEnumerable<ulong> landmarks)
    {
        var merged = Merge(ranges);
        var corners = merged.SelectMany(r => new[] { r.Min, r.Max })
            .Concat(landmarks.Where(l => merged.Any(r => r.Min <= l && l <= r.Max)));
        return new GivenValues(fact, merged, [.. corners.Distinct().Order()], AreChosen: false);
    }

    public static GivenValues Chosen(FactSymbol fact, IEnumerable<ulong> values)
    {
        ImmutableArray<ulong> all = [.. values.Distinct().Order()];
        return new GivenValues(
            fact, Merge(all.Select(v => new ValueRange(v, v))), all, AreChosen: true);
    }

    /// <summary>The value in a position.</summary>
    public ulong this[BigInteger position]
    {
        get
        {
            foreach (var range in Ranges)
            {
                var count = CountOf(range);
                if (position < count)
                {
                    return range.Min + (ulong)position;
                }

                position -= count;
            }

            throw new ArgumentOutOfRangeException(nameof(position));
        }
    }

    /// <summary>The position of a value that is one of them.</summary>
    public BigInteger PositionOf(ulong value)
    {
        var position = BigInteger.Zero;
        foreach (var range in Ranges)
        {
            if (value <= range.Max)
            {
                return position + (value - range.Min);
            }

            position += CountOf(range);
        }

        throw new ArgumentOutOfRangeException(nameof(value));
    }

    public IEnumerable<ulong> All()
    {
        foreach (var range in Ranges)
        {
            for (var value = range.Min; ; value++)
            {
                yield return value;
                if (value == range.Max)
                {
                    break;
                }
            }
        }
    }

    private static BigInteger CountOf(ValueRange range) =>
        new BigInteger(range.Max) - range.Min + 1;

    private static ImmutableArray<ValueRange> Merge(IEnumerable<ValueRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<ValueRange>();
        foreach (var range in ranges.OrderBy(r => r.Min))
        {
            if (merged.Count > 0 && (merged[^1].Max == ulong.MaxValue
                || range.Min <= merged[^1].Max + 1))
            {
                merged[^1] = new ValueRange(
                    merged[^1].Min, Math.Max(merged[^1].Max, range.Max));
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged.ToImmutable();
    }
}
