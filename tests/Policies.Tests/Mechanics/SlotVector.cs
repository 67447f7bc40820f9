using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Mechanics;

/// <summary>Two mappings that every generation of the bounce pool places elsewhere, on 4 KiB pages
/// with a min_align_mask of 4095: the first two of a log of 6.12, and where the rules of
/// facts/swiotlb-and-traces.md 1.3 and 1.5 put them.</summary>
internal static class SlotVector
{
    private static readonly PhysAddr Pool = new(0x28a_1000);
    private static readonly (ulong Buffer, ulong Size)[] Mappings =
        [(0x440_126e, 8244), (0x440_7000, 8192)];

    private static readonly Dictionary<string, ulong[]> Offsets = new()
    {
        ["v5.4"] = [0, 0x3000],
        ["v5.6"] = [0, 0x3000],
        ["v5.9"] = [0, 0x3000],
        ["v6.1"] = [0x26e, 0x4000],
        ["v6.12"] = [0x26e, 0x3000],
    };

    /// <summary>Which mapping does not go where the release puts it; null if they all
    /// do.</summary>
    public static string? FailureUnder(string kernel, KernelProfile profile)
    {
        if (!Offsets.TryGetValue(kernel, out var expected) || profile.Bounce is not { } bounce)
        {
            return null;
        }

        var pool = new SwiotlbPool();
        pool.Reset(new PoolLayout(Pool, new SlotCount(512), 1, PageSize.Of4K, bounce.Generation));
        foreach (var ((buffer, size), offset) in Mappings.Zip(expected))
        {
            var request = new SlotRequest(
                new PhysAddr(buffer), new ByteCount(size), new BusAddr(Pool.Value))
            {
                MinAlignMask = 4095,
            };
            if (pool.TryTake(request, out var copy) != SlotSearchEnd.Found
                || (copy - Pool).Value != offset)
            {
                return $"{size} bytes at {buffer:x} went to {copy.Value:x}";
            }

            pool.Release(copy);
        }

        return null;
    }
}
