using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Regions;

/// <summary>The values of a fact within a region.</summary>
public sealed record FactRange(FactSymbol Fact, ImmutableArray<ValueRange> Ranges);

/// <summary>A part of the fact space: every combination of some values of some facts, of which two
/// may have to stand in a relation; all other facts are as they like.</summary>
/// <param name="Facts">The facts that matter, with their values.</param>
/// <param name="Relations">How facts stand to each other, in the words of the language.</param>
/// <param name="Witness">A raw value for each fact that matters: one point of it.</param>
public sealed record Region(
    ImmutableArray<FactRange> Facts,
    ImmutableArray<string> Relations,
    ImmutableArray<(FactSymbol Fact, ulong Value)> Witness)
{
    private const int MostRanges = 4;

    /// <summary>All of it in words: <c>dma_mask 24..31 bits, ddw available or too_small</c>;
    /// <c>any facts</c> if nothing matters.</summary>
    public string Words => Facts.IsEmpty && Relations.IsEmpty
        ? "any facts"
        : string.Join(", ", [.. Facts.Select(Show), .. Relations]);

    /// <summary>The witness as <c>eval</c> takes it: <c>dma_mask=24</c>.</summary>
    public ImmutableArray<string> Assignments =>
        [.. Witness.Select(w => FactAssignment.Of(w.Fact, w.Value))];

    /// <summary>Whether facts lie in it, by their raw values.</summary>
    public bool Holds(Func<FactSymbol, ulong> valueOf) => Facts.All(
        f => f.Ranges.Any(r => valueOf(f.Fact) >= r.Min && valueOf(f.Fact) <= r.Max));

    private static string Show(FactRange range)
    {
        if (range is { Fact.Type: ValueType.Bool, Ranges: [var only] })
        {
            return only.Min == ValueType.Yes ? range.Fact.Name : $"not {range.Fact.Name}";
        }

        var shown = range.Ranges.Take(MostRanges).Select(r => Show(range.Fact.Type, r));
        var more = range.Ranges.Length - MostRanges;
        var words = string.Join(" or ", shown) + (more > 0 ? $" or {more} more" : "");
        return $"{range.Fact.Name} {words}";
    }

    // Without an end there is only a beginning worth reading.
    private static string Show(ValueType type, ValueRange range) =>
        range.Max == ulong.MaxValue && range.Min < range.Max
            ? $"{ValueText.Show(type, range.Min)} or more"
            : ValueText.Show(type, range);
}
