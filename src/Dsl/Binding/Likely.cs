using System.Numerics;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Binding;

/// <summary>Guesses which fact was meant where another one does not fit.</summary>
internal static class Likely
{
    private const string Ending = ".rules";

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

    /// <summary>The file that was meant: the same one without its folder or with its ending, or
    /// one that is called nearly so.</summary>
    public static string File(string name, IReadOnlyCollection<string> names)
    {
        var last = name[(name.LastIndexOf('/') + 1)..];
        var ended = last.EndsWith(Ending, StringComparison.Ordinal) ? last : last + Ending;
        var meant = names.Contains(ended) ? ended : Suggestion.Nearest(ended, names);
        return meant is null
            ? "give its name with `.rules`, as seen from this file"
            : $"did you mean `{meant}`?";
    }

    /// <summary>What to write for `atomic is yes`, as who reads it aloud writes it.</summary>
    public static string Flag(FactSymbol fact, string member, bool isNegated) => member switch
    {
        "yes" or "no" when (member == "yes") != isNegated => $"write `{fact.Name}`",
        "yes" or "no" => $"write `not {fact.Name}`",
        _ => $"write `{fact.Name}` or `not {fact.Name}`",
    };

    /// <summary>What to write for a comparison with a value that is always true or always false.
    /// Who compares with the end of a type's range mostly means the end itself.</summary>
    public static string Comparison(FactSymbol fact, ulong? value, bool answer) =>
        value is { } end && (end == fact.Type.Min || end == fact.Type.Max)
            ? $"did you mean `{fact.Name} == {ValueText.Show(fact.Type, end)}`?"
        : answer ? "take it out: it changes nothing"
        : $"choose a value that `{fact.Name}` can have";

    /// <summary>The width that reaches a size, for who writes the size for it.</summary>
    public static string Width(FactSymbol fact, ValueSyntax value)
    {
        var unit = value is ValueSyntax.Number { Unit: { } name } ? Units.Find(name) : null;
        return fact.Type is ValueType.Bits
            && unit is { IsBits: false }
            && value is ValueSyntax.Number number
            && ValueText.TryScale(number.Value, unit, out var bytes)
            && BitOperations.IsPow2(bytes)
                ? $" {value.Place.Text} is what `{BitOperations.Log2(bytes)} bits` reach"
                : "";
    }

    /// <summary>What values a fact can have, for one that it cannot.</summary>
    public static string Range(FactSymbol fact) =>
        $"write {ValueText.Show(fact.Type, fact.Type.Min)} to "
        + ValueText.Show(fact.Type, fact.Type.Max);

    /// <summary>What the values of a type look like.</summary>
    public static string Hint(FactSymbol fact) => fact.Type switch
    {
        ValueType.Bool => $"`{fact.Name}` is yes or no",
        ValueType.Bits => "a mask width is in bits",
        ValueType.Size => "a size has a unit from B to TiB, e.g. `4 KiB`",
        ValueType.Addr => "an address is written in hex, e.g. `0x80000000`, or as a size from 0",
        ValueType.Count => "a count is a plain number",
        ValueType.Enumeration type =>
            $"`{fact.Name}` is {Suggestion.List(type.Members.Select(m => $"`{m}`"))}",
        _ => "",
    };
}
