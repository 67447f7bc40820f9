using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>Which free slots a mapping gets: each generation of the kernel has its own
/// order.</summary>
public interface ISlotSearch
{
    /// <summary>The first of so many free slots in a row, within one segment; false if there are
    /// none. <paramref name="original"/> is the buffer's address, whose low bits some generations
    /// keep.</summary>
    bool TryFind(SwiotlbPool pool, SlotCount count, PhysAddr original, out ulong slot);
}

/// <summary>Lowest first. Which slot it is makes no difference to what a device can reach; the
/// exact orders of the releases (facts/swiotlb-and-traces.md 1.3, 1.4) take this one's place where
/// it does.</summary>
public sealed class LowestSlotSearch : ISlotSearch
{
    /// <inheritdoc/>
    public bool TryFind(SwiotlbPool pool, SlotCount count, PhysAddr original, out ulong slot)
    {
        for (slot = 0; slot + count.Value <= pool.Slots.Value;)
        {
            var (isFree, length) = pool.StretchAt(slot);
            var inSegment = SwiotlbPool.SegmentSlots - (slot % SwiotlbPool.SegmentSlots);
            if (isFree && Math.Min(length, inSegment) >= count.Value)
            {
                return true;
            }

            slot += isFree ? Math.Min(length, inSegment) : length;
        }

        return false;
    }
}
