using System.Numerics;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>Where a pool lies, how large it is, and how it is cut.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Slots">How many slots it has; none: there is no pool.</param>
/// <param name="Areas">Into how many areas, each with its own hint, it is cut: a power of
/// two.</param>
/// <param name="PageSize">The guest's.</param>
/// <param name="Generation">Whose order of searching it has.</param>
public readonly record struct PoolLayout(
    PhysAddr Start,
    SlotCount Slots,
    int Areas,
    PageSize PageSize,
    SwiotlbGeneration Generation)
{
    /// <summary>The most slots that a pool may have: 4 GiB, beyond all that a kernel is asked
    /// for.</summary>
    public static SlotCount MostSlots => new(1 << 21);

    /// <summary>How many slots a boot makes of so many, and how many areas: whole segments, and
    /// from v6.0 on a power of two with at least a segment an area
    /// (facts/swiotlb-and-traces.md 1.2).</summary>
    public static (SlotCount Slots, int Areas) SizeAtBoot(
        SwiotlbGeneration generation, SlotCount wanted, int areas)
    {
        var whole = (wanted.Value + SwiotlbPool.SegmentSlots - 1)
            / SwiotlbPool.SegmentSlots * SwiotlbPool.SegmentSlots;
        if (generation == SwiotlbGeneration.V54 || whole == 0)
        {
            return (new SlotCount(whole), 1);
        }

        var count = BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, areas));
        var slots = BitOperations.RoundUpToPowerOf2(
            Math.Max(whole, count * SwiotlbPool.SegmentSlots));
        return (new SlotCount(slots), (int)count);
    }
}
