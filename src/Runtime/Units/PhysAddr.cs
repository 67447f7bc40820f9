namespace DmaRules.Runtime.Units;

/// <summary>A guest physical address (<c>phys_addr_t</c>).</summary>
public readonly record struct PhysAddr(ulong Value) : IComparable<PhysAddr>
{
    /// <summary>So many bytes further up.</summary>
    public static PhysAddr operator +(PhysAddr address, ByteCount count) =>
        new(address.Value + count.Value);

    /// <summary>So many bytes further down.</summary>
    public static PhysAddr operator -(PhysAddr address, ByteCount count) =>
        new(address.Value - count.Value);

    /// <summary>How far apart two addresses are; throws if right is the higher one.</summary>
    public static ByteCount operator -(PhysAddr left, PhysAddr right) =>
        new(left.Value - right.Value);

    /// <summary>Whether left is lower.</summary>
    public static bool operator <(PhysAddr left, PhysAddr right) => left.Value < right.Value;

    /// <summary>Whether left is higher.</summary>
    public static bool operator >(PhysAddr left, PhysAddr right) => left.Value > right.Value;

    /// <summary>Whether left is lower or the same.</summary>
    public static bool operator <=(PhysAddr left, PhysAddr right) => left.Value <= right.Value;

    /// <summary>Whether left is higher or the same.</summary>
    public static bool operator >=(PhysAddr left, PhysAddr right) => left.Value >= right.Value;

    /// <summary>The start of the page that the address lies in.</summary>
    public PhysAddr PageStart(PageSize page) => new(Value & ~(page.Bytes.Value - 1));

    /// <inheritdoc/>
    public int CompareTo(PhysAddr other) => Value.CompareTo(other.Value);
}
