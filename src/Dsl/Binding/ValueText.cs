using System.Globalization;
using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Binding;

/// <summary>Values as people write them: <c>64 bits</c>, <c>4 KiB</c>, <c>0x800</c>,
/// <c>yes</c>.</summary>
public static class ValueText
{
    /// <summary>The value in its type's unit; sizes in the largest unit that leaves no
    /// rest.</summary>
    public static string Show(ValueType type, ulong value) => type switch
    {
        ValueType.Bool => value == ValueType.Yes ? "yes" : "no",
        ValueType.Bits => $"{Plain(value)} bits",
        ValueType.Size => ShowSize(value),
        ValueType.Addr => string.Create(CultureInfo.InvariantCulture, $"0x{value:x}"),
        ValueType.Enumeration members when value <= members.Max => members.Members[(int)value],
        _ => Plain(value),
    };

    /// <summary>An inclusive range, or a single value.</summary>
    public static string Show(ValueType type, ValueRange range) =>
        range.Min == range.Max ? Show(type, range.Min)
        : type is ValueType.Bits ? $"{Plain(range.Min)}..{Plain(range.Max)} bits"
        : $"{Show(type, range.Min)}..{Show(type, range.Max)}";

    /// <summary>Reads what <see cref="Show(ValueType, ulong)"/> writes. A command line may leave
    /// out the unit <c>bits</c> and the blank before a unit, and mix up <c>-</c> and
    /// <c>_</c>.</summary>
    public static bool TryParse(ValueType type, string text, out ulong value)
    {
        var word = text.Trim();
        value = 0;
        if (type is ValueType.Bool)
        {
            value = word == "yes" ? ValueType.Yes : 0;
            return word is "yes" or "no";
        }

        if (type is ValueType.Enumeration enumeration)
        {
            var found = FindMember(enumeration, word);
            value = (ulong)Math.Max(found, 0);
            return found >= 0;
        }

        return TryParseNumber(type, word.Replace("_", "", StringComparison.Ordinal), out value)
            && value >= type.Min
            && value <= type.Max;
    }

    /// <summary>What a type is called in a sentence.</summary>
    internal static string Describe(ValueType type) => type switch
    {
        ValueType.Bits => "bits 1..64",
        ValueType.Size => "a size from 0 B on",
        ValueType.Addr => "an address from 0x0 on",
        ValueType.Count => "a count from 0 on",
        ValueType.Enumeration members => $"one of {string.Join(", ", members.Members)}",
        _ => type.Name,
    };

    /// <summary>The type's name; an enumeration is called like its fact, which would say
    /// nothing.</summary>
    internal static string KindOf(ValueType type) =>
        type is ValueType.Enumeration ? "a word" : type.Name;

    private static int FindMember(ValueType.Enumeration enumeration, string word)
    {
        var wanted = word.Replace('-', '_');
        for (var i = 0; i < enumeration.Members.Length; i++)
        {
            if (enumeration.Members[i].Replace('-', '_') == wanted)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool TryParseNumber(ValueType type, string word, out ulong value)
    {
        var isHex = word.StartsWith("0x", StringComparison.Ordinal);
        var digits = isHex ? word.Length : word.TakeWhile(char.IsAsciiDigit).Count();
        var parsed = isHex
            ? ulong.TryParse(
                word.AsSpan(2),
                NumberStyles.AllowHexSpecifier,
                CultureInfo.InvariantCulture,
                out value)
            : ulong.TryParse(
                word.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out value);
        var rest = word[digits..].TrimStart();
        var unit = Units.Find(rest);
        var fits = type switch
        {
            ValueType.Bits => rest.Length == 0 || unit is { IsBits: true },
            ValueType.Count => rest.Length == 0,
            _ => (rest.Length == 0 && (isHex || value == 0)) || unit is { IsBits: false },
        };
        return parsed && fits && TryScale(value, unit, out value);
    }

    /// <summary>Multiplies by the unit; false if 64 bits do not hold the result.</summary>
    internal static bool TryScale(ulong value, Unit? unit, out ulong scaled)
    {
        var factor = unit?.Factor ?? 1;
        var fits = value <= ulong.MaxValue / factor;
        scaled = fits ? value * factor : 0;
        return fits;
    }

    private static string ShowSize(ulong value)
    {
        var unit = value == 0 ? Units.Sizes[0] : Units.Sizes.Last(u => value % u.Factor == 0);
        return $"{Plain(value / unit.Factor)} {unit.Name}";
    }

    private static string Plain(ulong value) => value.ToString(CultureInfo.InvariantCulture);
}
