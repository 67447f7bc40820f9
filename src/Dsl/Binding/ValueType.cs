using System.Collections.Immutable;

namespace DmaRules.Dsl.Binding;

/// <summary>The type of a fact. Every value is carried as 64 bits: no = 0, yes = 1; the number of
/// bits, bytes, the address or the count itself; or a member's position.</summary>
public abstract record ValueType(string Name)
{
    /// <summary>The raw value of <c>yes</c>.</summary>
    public const ulong Yes = 1;

    private ValueType(string name, ulong min, ulong max)
        : this(name) => (Min, Max) = (min, max);

    /// <summary>The least raw value.</summary>
    public ulong Min { get; }

    /// <summary>The greatest raw value.</summary>
    public ulong Max { get; } = ulong.MaxValue;

    /// <summary>yes or no.</summary>
    public sealed record Bool() : ValueType("bool", 0, 1);

    /// <summary>The width of a mask: 1..64 bits.</summary>
    public sealed record Bits() : ValueType("bits", 1, 64);

    /// <summary>A number of bytes, written with a unit from B to TiB.</summary>
    public sealed record Size() : ValueType("size", 0, ulong.MaxValue);

    /// <summary>A physical or bus address, written in hex or as a size from 0.</summary>
    public sealed record Addr() : ValueType("addr", 0, ulong.MaxValue);

    /// <summary>A plain number.</summary>
    public sealed record Count() : ValueType("count", 0, ulong.MaxValue);

    /// <summary>One of a closed list of words.</summary>
    public sealed record Enumeration(string Name, ImmutableArray<string> Members)
        : ValueType(Name, 0, (ulong)Members.Length - 1);
}
