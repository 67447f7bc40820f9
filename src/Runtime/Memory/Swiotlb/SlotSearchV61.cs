namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>6.1-class kernels (facts/swiotlb-and-traces.md 1.5, 1.6): a slot must share the
/// buffer's low bits. The search starts at a multiple of its stride and stops only where it
/// started; slots with the wrong low bits are passed one by one, and from then on it may step over
/// its own start.</summary>
internal sealed class SlotSearchV61(ulong pageSize) : SlotSearch
{
    public override SlotNeed NeedOf(in SlotRequest request)
    {
        var lead = request.Original.Value & request.MinAlignMask & InSlot;
        return SlotNeed.Of(request.Size.Value + lead, lead);
    }

    protected override SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, in SlotNeed need, out int slot)
    {
        var free = table.Free;
        var count = need.Count;
        var wall = new Wall(request);
        var (pool, original) =
            (request.PoolBus.Value & request.BoundaryMask, request.Original.Value);
        var kept = original == 0 ? 0 : request.MinAlignMask & ~InSlot;
        var (stride, first, slots) =
            (StrideOf(request, need.Size), area * table.AreaSlots, table.AreaSlots);
        var start = (table.Hint(area) + stride - 1) / stride * stride;
        start = start < slots ? start : 0;
        var index = start;
        for (var seen = 0; seen <= slots; seen++)
        {
            var at = unchecked(first + index);
            var isAligned = ((BusOf(pool, at) ^ original) & kept) == 0;
            if (isAligned && free[at] >= count && !wall.IsCrossedBy(at, count))
            {
                slot = at;
                return SlotSearchEnd.Found;
            }

            index = unchecked(index + (isAligned ? stride : 1));
            index = index < slots ? index : 0;
            if (index == start)
            {
                slot = -1;
                return SlotSearchEnd.Full;
            }
        }

        // More steps than slots: some slot came twice, and the start never.
        slot = -1;
        return SlotSearchEnd.Endless;
    }

    private int StrideOf(in SlotRequest request, ulong size)
    {
        var stride = ((request.MinAlignMask & ~InSlot) >> SlotShift) + 1;
        stride *= size >= pageSize ? SlotsFor(pageSize) : 1;
        var least = (request.AllocAlignMask >> SlotShift) + 1;
        return (int)Math.Min(int.MaxValue / 2, Math.Max(stride, least));
    }
}
