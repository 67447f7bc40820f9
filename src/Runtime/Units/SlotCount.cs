namespace DmaRules.Runtime.Units;

/// <summary>A number of SWIOTLB slots of 2 KiB.</summary>
public readonly record struct SlotCount(ulong Value)
{
    /// <summary>The size of one slot as a power of two (IO_TLB_SHIFT).</summary>
    public const int Shift = 11;

    /// <summary>The bits of an address that lie within a slot.</summary>
    public const ulong InSlot = (1UL << Shift) - 1;

    /// <summary>The size of one slot (IO_TLB_SIZE).</summary>
    public static ByteCount SlotSize => new(1UL << Shift);

    /// <summary>How much so many slots hold.</summary>
    public ByteCount Bytes => new(Value * SlotSize.Value);

    /// <summary>How many slots so many bytes take.</summary>
    public static SlotCount For(ByteCount size) =>
        new((size.Value / SlotSize.Value) + (size.Value % SlotSize.Value == 0 ? 0UL : 1));
}
