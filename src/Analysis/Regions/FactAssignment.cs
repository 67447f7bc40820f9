using System.Globalization;
using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Regions;

/// <summary>A fact and its value as commands and files take it.</summary>
internal static class FactAssignment
{
    /// <summary>One argument, without blanks: <c>map_size=4KiB</c>.</summary>
    public static string Of(FactSymbol fact, ulong value) => $"{fact.Name}={Plain(fact, value)}";

    /// <summary>As it stands behind <c>given</c>: <c>map_size 4 KiB</c>,
    /// <c>atomic no</c>.</summary>
    public static string InFile(FactSymbol fact, ulong value) =>
        fact.Type is ValueType.Bool && value == ValueType.Yes
            ? fact.Name
            : $"{fact.Name} {ValueText.Show(fact.Type, value)}";

    private static string Plain(FactSymbol fact, ulong value) => fact.Type is ValueType.Bits
        ? value.ToString(CultureInfo.InvariantCulture)
        : ValueText.Show(fact.Type, value).Replace(" ", "", StringComparison.Ordinal);
}
