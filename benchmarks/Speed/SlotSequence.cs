using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Speed;

/// <summary>What both bounce pools are put through: each step ends the mapping in a place, if there
/// is one, and makes another there. Sizes and alignment are those of block and network drivers: most
/// are small, some are 64 KiB.</summary>
internal sealed class SlotSequence
{
    private const int Steps = 200_000;

    /// <summary>A sequence for a pool that keeps so many mappings alive.</summary>
    public SlotSequence(PoolLayout layout, int live, ulong minAlignMask)
    {
        (Layout, Live, MinAlignMask) = (layout, live, minAlignMask);
        (Buffers, Sizes) = (new ulong[Steps], new ulong[Steps]);
        Places = new int[Steps];
        var state = 0x9E37_79B9_7F4A_7C15UL;
        for (var i = 0; i < Steps; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            var most = (state % 10) switch { < 6 => 4096UL, < 9 => 16384UL, _ => 65536UL };
            Sizes[i] = 1 + ((state >> 8) % most);
            Buffers[i] = 0x1_0000_0000 + ((state >> 20) % (1 << 22) * 512);
            Places[i] = (int)((state >> 44) % (ulong)live);
        }
    }

    /// <summary>The pool.</summary>
    public PoolLayout Layout { get; }

    /// <summary>How many places there are for mappings.</summary>
    public int Live { get; }

    /// <summary>The device's.</summary>
    public ulong MinAlignMask { get; }

    /// <summary>Each step's buffer.</summary>
    public ulong[] Buffers { get; }

    /// <summary>Its size.</summary>
    public ulong[] Sizes { get; }

    /// <summary>Where the mapping is kept.</summary>
    public int[] Places { get; }
}
