using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Regions;

/// <summary>Boxes as regions. Along an axis of several facts a box may hold any cells; what it
/// holds there is said in as many regions as it takes.</summary>
internal static class RegionWords
{
    /// <summary>The regions of some boxes.</summary>
    public static ImmutableArray<Region> Of(FactSpace space, IEnumerable<Box> boxes) =>
        [.. boxes.SelectMany(b => Of(space, b))];

    private static IEnumerable<Region> Of(FactSpace space, Box box)
    {
        IEnumerable<ImmutableArray<Part>> regions = [[]];
        for (var axis = 0; axis < space.Axes.Length; axis++)
        {
            if (!box.IsWhole(axis))
            {
                var parts = PartsOf(space.Axes[axis], box[axis]);
                regions = regions.SelectMany(r => parts.Select(p => r.Add(p))).ToList();
            }
        }

        return regions.Select(r => new Region(
            [.. r.SelectMany(p => p.Facts)],
            [.. r.SelectMany(p => p.Relations)],
            [.. r.SelectMany(p => p.Witness)]));
    }

    private static List<Part> PartsOf(SpaceAxis axis, bool[] cells)
    {
        var left = new HashSet<int>(cells.Index().Where(c => c.Item).Select(c => c.Index));
        var parts = new List<Part>();
        while (left.Count > 0)
        {
            var slice = AxisSlice.Around(axis, cells, left.First());
            left.RemoveWhere(slice.Holds);
            ImmutableArray<FactRange> facts = [.. FactsOf(axis, slice)];
            parts.Add(new Part(
                facts,
                [.. RelationsOf(axis, slice)],
                UsualOne(axis, facts) ?? slice.Witness(cells)));
        }

        return parts;
    }

    // What one has anyway is the witness that one can do most with.
    private static ImmutableArray<(FactSymbol Fact, ulong Value)>? UsualOne(
        SpaceAxis axis, ImmutableArray<FactRange> facts) =>
        axis.Facts is [{ Default: { } usual } only]
            && facts.All(f => f.Ranges.Any(r => usual >= r.Min && usual <= r.Max))
            ? [(only, usual)]
            : null;

    private static IEnumerable<FactRange> FactsOf(SpaceAxis axis, AxisSlice slice)
    {
        foreach (var (index, fact) in axis.Facts.Index())
        {
            if (slice.IsLimited(index))
            {
                yield return new FactRange(fact, Merge(fact.Type, axis.Intervals
                    .Where((_, i) => slice.Allows(index, i))));
            }
        }
    }

    private static IEnumerable<string> RelationsOf(SpaceAxis axis, AxisSlice slice)
    {
        foreach (var (index, question) in axis.Compared.Index())
        {
            if (slice.AnswerTo(index) is { } holds)
            {
                yield return Show(axis, question, holds);
            }
        }
    }

    private static string Show(SpaceAxis axis, Question question, bool holds)
    {
        var facts = axis.Facts.ToDictionary(f => f.Slot);
        var sign = (question.Comparison, holds) switch
        {
            (Comparison.Equal, true) => "==",
            (Comparison.Equal, false) => "!=",
            (Comparison.Less, true) => "<",
            (Comparison.Less, false) => ">=",
            (_, true) => "<=",
            _ => ">",
        };
        return $"{facts[question.Slot].Name} {sign} {facts[(int)question.Operand.Value].Name}";
    }

    // Words have no order, so a run of them means nothing.
    private static ImmutableArray<ValueRange> Merge(ValueType type, IEnumerable<ValueRange> ranges)
    {
        var merged = ImmutableArray.CreateBuilder<ValueRange>();
        foreach (var range in ranges)
        {
            if (type is ValueType.Enumeration)
            {
                for (var value = range.Min; value <= range.Max; value++)
                {
                    merged.Add(new ValueRange(value, value));
                }
            }
            else if (merged.Count > 0 && merged[^1].Max + 1 == range.Min)
            {
                merged[^1] = merged[^1] with { Max = range.Max };
            }
            else
            {
                merged.Add(range);
            }
        }

        return merged.ToImmutable();
    }

    private sealed record Part(
        ImmutableArray<FactRange> Facts,
        ImmutableArray<string> Relations,
        ImmutableArray<(FactSymbol Fact, ulong Value)> Witness);
}
