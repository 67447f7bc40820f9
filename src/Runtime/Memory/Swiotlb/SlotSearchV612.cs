namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>v6.10 and later (facts/swiotlb-and-traces.md 1.4): each slot is looked at for the run's
/// own alignment and for the buffer's low bits, and all that are passed are counted.</summary>
internal sealed class SlotSearchV612(ulong pageSize) : SlotSearch
{
    public override ulong LeadOf(in SlotRequest request) =>
        request.Original.Value & request.MinAlignMask & (request.AllocAlignMask | InSlot);

    public override ulong RunSizeOf(in SlotRequest request) =>
        (request.Size.Value + LeadOf(request) + request.AllocAlignMask) & ~request.AllocAlignMask;

    protected override SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, ulong size, int count, out int slot)
    {
        var wall = new Wall(request);
        var (pool, original) =
            (request.PoolBus.Value & request.BoundaryMask, request.Original.Value);
        var align = AlignOf(request, size);
        var kept = original == 0 ? 0 : request.MinAlignMask & ~align;
        var stride = (int)Math.Min(
            int.MaxValue / 2, (Math.Max(align, request.MinAlignMask & ~align) >> 11) + 1);
        var (first, slots) = (area * table.AreaSlots, table.AreaSlots);
        var index = table.Hint(area);
        for (var seen = 0; seen < slots;)
        {
            slot = first + index;
            var bus = BusOf(pool, slot);
            var isAligned = (bus & align & ~InSlot) == 0 && ((bus ^ original) & kept) == 0;
            if (isAligned && !wall.IsCrossedBy(slot, count) && table.FreeFrom(slot) >= count)
            {
                return SlotSearchEnd.Found;
            }

            var step = isAligned ? stride : 1;
            seen += step;
            index += step;
            index = index < slots ? index : 0;
        }

        slot = -1;
        return SlotSearchEnd.Full;
    }

    // Without any mask, what is as large as a page starts at one.
    private ulong AlignOf(in SlotRequest request, ulong size)
    {
        var isPage =
            request is { AllocAlignMask: 0, MinAlignMask: 0 } && size >= pageSize;
        return (isPage ? pageSize - 1 : request.AllocAlignMask) | InSlot;
    }
}
