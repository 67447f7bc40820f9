using System.Numerics;

namespace DmaRules.Runtime.Units;

/// <summary>A DMA mask by its width. The default value is 32 bits, which is what a PCI device
/// starts with. </summary>
public readonly record struct DmaMask
{
    private readonly sbyte _widthFrom32;

    private DmaMask(int bits) => _widthFrom32 = (sbyte)(bits - 32);

    /// <summary>How wide the mask is: 1..64.</summary>
    public int Bits => 32 + _widthFrom32;

    /// <summary>The highest bus address within the mask.</summary>
    public BusAddr Highest => new(Bits == 64 ? ulong.MaxValue : (1UL << Bits) - 1);

    /// <summary>The mask of a width of 1..64 bits.</summary>
    public static DmaMask OfBits(int bits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bits, 64);
        return new DmaMask(bits);
    }

    /// <summary>The narrowest mask that reaches an address.</summary>
    public static DmaMask Reaching(BusAddr address) =>
        new(Math.Max(1, 64 - BitOperations.LeadingZeroCount(address.Value)));
}
