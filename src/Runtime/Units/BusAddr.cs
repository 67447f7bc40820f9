namespace DmaRules.Runtime.Units;

/// <summary>What a device puts on the bus (<c>dma_addr_t</c>). Only a window turns one into a
/// physical address. </summary>
public readonly record struct BusAddr(ulong Value)
{
    /// <summary>So many bytes further up.</summary>
    public static BusAddr operator +(BusAddr address, ByteCount count) =>
        new(address.Value + count.Value);

    /// <summary>How far apart two addresses are; throws if right is the higher one.</summary>
    public static ByteCount operator -(BusAddr left, BusAddr right) =>
        new(left.Value - right.Value);

    /// <summary>Whether left is lower.</summary>
    public static bool operator <(BusAddr left, BusAddr right) => left.Value < right.Value;

    /// <summary>Whether left is higher.</summary>
    public static bool operator >(BusAddr left, BusAddr right) => left.Value > right.Value;

    /// <summary>Whether left is lower or the same.</summary>
    public static bool operator <=(BusAddr left, BusAddr right) => left.Value <= right.Value;

    /// <summary>Whether left is higher or the same.</summary>
    public static bool operator >=(BusAddr left, BusAddr right) => left.Value >= right.Value;
}
