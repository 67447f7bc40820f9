using System.Globalization;
using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Regions;

/// <summary>A fact and its value as commands take it.</summary>
internal static class FactAssignment
{
    /// <summary>One argument, without blanks: <c>map_size=4KiB</c>.</summary>
    public static string Of(FactSymbol fact, ulong value) => $"{fact.Name}={Plain(fact, value)}";

    private static string Plain(FactSymbol fact, ulong value) => fact.Type is ValueType.Bits
        ? value.ToString(CultureInfo.InvariantCulture)
        : ValueText.Show(fact.Type, value).Replace(" ", "", StringComparison.Ordinal);
}
