namespace DmaRules.Runtime.Units;

/// <summary>A number of bytes.</summary>
public readonly record struct ByteCount(ulong Value) : IComparable<ByteCount>
{
    /// <summary>No bytes.</summary>
    public static ByteCount Zero => default;

    /// <summary>So many KiB.</summary>
    public static ByteCount KiB(ulong count) => new(count * 1024);

    /// <summary>So many MiB.</summary>
    public static ByteCount MiB(ulong count) => KiB(count * 1024);

    /// <summary>So many GiB.</summary>
    public static ByteCount GiB(ulong count) => MiB(count * 1024);

    /// <summary>The sum.</summary>
    public static ByteCount operator +(ByteCount left, ByteCount right) =>
        new(left.Value + right.Value);

    /// <summary>The difference; throws where it would be negative.</summary>
    public static ByteCount operator -(ByteCount left, ByteCount right) =>
        new(left.Value - right.Value);

    /// <summary>Whether left is less.</summary>
    public static bool operator <(ByteCount left, ByteCount right) => left.Value < right.Value;

    /// <summary>Whether left is more.</summary>
    public static bool operator >(ByteCount left, ByteCount right) => left.Value > right.Value;

    /// <summary>Whether left is less or the same.</summary>
    public static bool operator <=(ByteCount left, ByteCount right) => left.Value <= right.Value;

    /// <summary>Whether left is more or the same.</summary>
    public static bool operator >=(ByteCount left, ByteCount right) => left.Value >= right.Value;

    /// <summary>The smaller of two.</summary>
    public static ByteCount Min(ByteCount left, ByteCount right) => left < right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(ByteCount other) => Value.CompareTo(other.Value);
}
