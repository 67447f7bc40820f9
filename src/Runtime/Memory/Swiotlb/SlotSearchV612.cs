namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>v6.10 and later (facts/swiotlb-and-traces.md 1.4): each slot is looked at for the run's
/// own alignment and for the buffer's low bits, and all that are passed are counted.</summary>
internal sealed class SlotSearchV612(ulong pageSize) : SlotSearch
{
    public override SlotNeed NeedOf(in SlotRequest request)
    {
        var align = request.AllocAlignMask;
        var lead = request.Original.Value & request.MinAlignMask & (align | InSlot);
        return SlotNeed.Of((request.Size.Value + lead + align) & ~align, lead);
    }

    protected override SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, in SlotNeed need, out int slot)
    {
        var free = table.Free;
        var count = need.Count;
        var wall = new Wall(request);
        var (pool, original) =
            (request.PoolBus.Value & request.BoundaryMask, request.Original.Value);
        var align = AlignOf(request, need.Size);
        var kept = original == 0 ? 0 : request.MinAlignMask & ~align;
        var stride = (int)Math.Min(
            int.MaxValue / 2, (Math.Max(align, request.MinAlignMask & ~align) >> SlotShift) + 1);
        var (first, slots) = (area * table.AreaSlots, table.AreaSlots);
        var index = table.Hint(area);
        for (var seen = 0; seen < slots;)
        {
            var at = unchecked(first + index);
            var bus = BusOf(pool, at);
            var isAligned = (bus & align & ~InSlot) == 0 && ((bus ^ original) & kept) == 0;
            if (isAligned && free[at] >= count && !wall.IsCrossedBy(at, count))
            {
                slot = at;
                return SlotSearchEnd.Found;
            }

            var step = isAligned ? stride : 1;
            seen = unchecked(seen + step);
            index = unchecked(index + step);
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
