using System.Collections.Immutable;
using System.Globalization;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Compilation.Emitting;

/// <summary>How generated code writes one fact and the values it is compared with. <c>Members</c>
/// has the named values of the fact's type, by raw value; a type without names has none.</summary>
internal sealed record FactName(string Reference, ValueType? Type, ImmutableArray<string> Members)
{
    /// <summary>A fact that no symbol describes: its slot is all there is to say.</summary>
    public static FactName Unknown(int slot) =>
        new(slot.ToString(CultureInfo.InvariantCulture), null, []);

    /// <summary>A raw value, by its name where it has one.</summary>
    public string Constant(ulong value)
    {
        if (value < (ulong)Members.Length)
        {
            return Members[(int)value];
        }

        return Type is ValueType.Size or ValueType.Addr ? $"0x{value:x}UL" : $"{value}UL";
    }
}
