using DmaRules.Dsl.Binding;

namespace DmaRules.Policies.Testing;

/// <summary>Several values of a fact in few words: <c>24..31 or 64 bits</c>.</summary>
internal static class ValueWords
{
    private const int MostRanges = 6;

    /// <summary>The words for values in ascending order.</summary>
    public static string Of(FactSymbol fact, IEnumerable<ulong> values)
    {
        var ranges = Ranges(fact.Type, values).ToList();
        var words = ranges.Take(MostRanges).Select(r => ValueText.Show(fact.Type, r)).ToList();
        if (ranges.Count > MostRanges)
        {
            words.Add($"{ranges.Count - MostRanges} others");
        }

        return string.Join(" or ", words);
    }

    // Words have no order, so a run of them means nothing.
    private static IEnumerable<ValueRange> Ranges(ValueType type, IEnumerable<ulong> values)
    {
        ValueRange? open = null;
        foreach (var value in values)
        {
            if (open is { } range
                && value == range.Max + 1
                && type is not (ValueType.Enumeration or ValueType.Bool))
            {
                open = new ValueRange(range.Min, value);
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = new ValueRange(value, value);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }
}
