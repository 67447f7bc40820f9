using System.Runtime.CompilerServices;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>How a search for slots ended.</summary>
public enum SlotSearchEnd
{
    /// <summary>It found some.</summary>
    Found,

    /// <summary>No free run is long enough where it may lie.</summary>
    Full,

    /// <summary>It never ends: it came back to a slot without meeting the one that would stop it.
    /// The kernel spins here with interrupts off (facts/swiotlb-and-traces.md 1.6).</summary>
    Endless,
}

/// <summary>What is searched for: so many slots in a row, for so many bytes, of which so many stand
/// before the data.</summary>
internal readonly record struct SlotNeed(int Count, ulong Size, ulong Lead)
{
    /// <summary>The slots for so many bytes; more than there can be for more than a pool may
    /// have.</summary>
    public static SlotNeed Of(ulong size, ulong lead) =>
        new((int)Math.Min(int.MaxValue, SlotSearch.SlotsFor(size)), size, lead);
}

/// <summary>Which free slots a mapping gets, by release. Slots are numbers within the pool; sums
/// wrap where the kernel's do.</summary>
internal abstract class SlotSearch
{
    protected const int SlotShift = SlotCount.Shift;

    protected const ulong InSlot = SlotCount.InSlot;

    /// <summary>The search of a generation, for pages of so many bytes.</summary>
    public static SlotSearch Of(SwiotlbGeneration generation, ulong pageSize) => generation switch
    {
        SwiotlbGeneration.V54 => new SlotSearchV54(pageSize),
        SwiotlbGeneration.V61 => new SlotSearchV61(pageSize),
        _ => new SlotSearchV612(pageSize),
    };

    /// <summary>How many slots so many bytes take.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SlotsFor(ulong size) =>
        unchecked((size >> SlotShift) + ((size & InSlot) + InSlot >> SlotShift));

    /// <summary>What a request needs.</summary>
    public abstract SlotNeed NeedOf(in SlotRequest request);

    /// <summary>The first slot of the run, and its area. The area of the CPU that asks comes first,
    /// then the others in turn.</summary>
    public SlotSearchEnd Find(
        SlotTable table, in SlotRequest request, in SlotNeed need, out int area, out int slot)
    {
        (area, slot) = (0, -1);
        if (need.Size > (ulong)table.Slots << SlotShift)
        {
            return SlotSearchEnd.Full;
        }

        var (count, areas) = (need.Count, table.Areas);
        for (var turn = 0; turn < areas; turn++)
        {
            area = unchecked(request.Cpu + turn) & (areas - 1);
            if (unchecked(count + table.UsedOf(area)) > table.AreaSlots)
            {
                continue;
            }

            var end = FindIn(table, area, request, need, out slot);
            if (end != SlotSearchEnd.Full)
            {
                return end;
            }
        }

        return SlotSearchEnd.Full;
    }

    /// <summary>The same within one area that has enough free slots.</summary>
    protected abstract SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, in SlotNeed need, out int slot);

    protected static ulong BusOf(ulong pool, int slot) =>
        unchecked(pool + ((ulong)slot << SlotShift));

    /// <summary>A device's boundary, in slots, as the search asks for it.</summary>
    protected readonly struct Wall(in SlotRequest request)
    {
        private readonly ulong _shift = SlotsFor(request.PoolBus.Value & request.BoundaryMask);
        private readonly ulong _last = request.BoundaryMask >> SlotShift;

        /// <summary>Whether a run would cross it.</summary>
        public bool IsCrossedBy(int slot, int count) => unchecked(
            ((_shift + (ulong)slot) & _last) + (ulong)count > _last + 1);
    }
}
