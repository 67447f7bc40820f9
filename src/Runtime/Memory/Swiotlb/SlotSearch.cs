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

/// <summary>Which free slots a mapping gets, by release. Slots are numbers within the
/// pool.</summary>
internal abstract class SlotSearch
{
    private const int SlotShift = 11;

    protected const ulong InSlot = (1UL << SlotShift) - 1;

    /// <summary>The search of a generation, for pages of so many bytes.</summary>
    public static SlotSearch Of(SwiotlbGeneration generation, ulong pageSize) => generation switch
    {
        SwiotlbGeneration.V54 => new SlotSearchV54(pageSize),
        SwiotlbGeneration.V61 => new SlotSearchV61(pageSize),
        _ => new SlotSearchV612(pageSize),
    };

    /// <summary>How many bytes stand before the data in the run that is found.</summary>
    public abstract ulong LeadOf(in SlotRequest request);

    /// <summary>How many bytes the run must hold, lead and all.</summary>
    public abstract ulong RunSizeOf(in SlotRequest request);

    /// <summary>The first slot of the run. The area of the CPU that asks comes first, then the
    /// others in turn.</summary>
    public SlotSearchEnd Find(SlotTable table, in SlotRequest request, ulong size, out int slot)
    {
        slot = -1;
        if (size > (ulong)table.Slots << SlotShift)
        {
            return SlotSearchEnd.Full;
        }

        var count = (int)SlotsFor(size);
        for (var turn = 0; turn < table.Areas; turn++)
        {
            var area = (request.Cpu + turn) & (table.Areas - 1);
            if (count > table.AreaSlots - table.UsedOf(area))
            {
                continue;
            }

            var end = FindIn(table, area, request, size, count, out slot);
            if (end != SlotSearchEnd.Full)
            {
                return end;
            }
        }

        return SlotSearchEnd.Full;
    }

    /// <summary>The same within one area that has so many free slots.</summary>
    protected abstract SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, ulong size, int count, out int slot);

    protected static ulong SlotsFor(ulong size) =>
        (size >> SlotShift) + ((size & InSlot) == 0 ? 0UL : 1);

    protected static ulong BusOf(ulong pool, int slot) =>
        unchecked(pool + ((ulong)slot << SlotShift));

    /// <summary>A device's boundary, in slots, as the search asks for it.</summary>
    protected readonly struct Wall(in SlotRequest request)
    {
        private readonly ulong _shift = SlotsFor(request.PoolBus.Value & request.BoundaryMask);
        private readonly ulong _last = request.BoundaryMask >> SlotShift;

        /// <summary>Whether a run would cross it.</summary>
        public bool IsCrossedBy(int slot, int count) =>
            ((_shift + (ulong)slot) & _last) + (ulong)count > _last + 1;
    }
}
