namespace DmaRules.Runtime.Units;

/// <summary>A page size of the guest or of an IOMMU. The default value is 4 KiB, so no instance is
/// ever invalid.</summary>
public readonly record struct PageSize
{
    private readonly byte _shiftAbove4K;

    private PageSize(int shift) => _shiftAbove4K = (byte)(shift - 12);

    /// <summary>4 KiB.</summary>
    public static PageSize Of4K => default;

    /// <summary>64 KiB.</summary>
    public static PageSize Of64K => new(16);

    /// <summary>2 to a power of bytes, from 12 on.</summary>
    public static PageSize OfShift(int shift)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shift, 12);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shift, 62);
        return new PageSize(shift);
    }

    /// <summary>How many bits of an address lie within a page.</summary>
    public int Shift => 12 + _shiftAbove4K;

    /// <summary>The size in bytes.</summary>
    public ByteCount Bytes => new(1UL << Shift);

    /// <summary>How many pages hold so many bytes.</summary>
    public ulong PagesFor(ByteCount size) =>
        (size.Value >> Shift) + ((size.Value & (Bytes.Value - 1)) == 0 ? 0UL : 1);

    /// <summary>The number of the page that a raw address lies in.</summary>
    internal ulong NumberOf(ulong address) => address >> Shift;
}
