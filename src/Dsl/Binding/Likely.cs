using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Dsl.Binding;

/// <summary>Guesses which fact was meant where another one does not fit.</summary>
internal static class Likely
{
    /// <summary>The candidate that shares most of its parts with the wrong name, or null if none
    /// does: `dma_mask` is near to `mask` and to `bus_dma_limit`.</summary>
    public static FactSymbol? Fact(FactSymbol wrong, IEnumerable<FactSymbol> candidates)
    {
        var parts = wrong.Name.Split('_', '.');
        return candidates
            .Where(c => c.Name != wrong.Name)
            .Select(c => (Fact: c, Shared: c.Name.Split('_', '.').Intersect(parts).Count()))
            .Where(c => c.Shared > 0)
            .OrderByDescending(c => c.Shared)
            .ThenBy(c => c.Fact.Name.Length)
            .Select(c => c.Fact)
            .FirstOrDefault();
    }

    /// <summary>What the values of a type look like.</summary>
    public static string Hint(FactSymbol fact) => fact.Type switch
    {
        ValueType.Bool => $"`{fact.Name}` is yes or no",
        ValueType.Bits => "a mask width is in bits",
        ValueType.Size => "a size has a unit from B to TiB",
        ValueType.Addr => "an address is written in hex, or as a size from 0",
        ValueType.Count => "a count is a plain number",
        ValueType.Enumeration type =>
            $"`{fact.Name}` is {Suggestion.List(type.Members.Select(m => $"`{m}`"))}",
        _ => "",
    };
}
