namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>v5.4 to v5.11 (facts/swiotlb-and-traces.md 1.3): on from the last find in steps of a
/// page, until the first slot comes again.</summary>
internal sealed class SlotSearchV54(ulong pageSize) : SlotSearch
{
    public override SlotNeed NeedOf(in SlotRequest request) =>
        SlotNeed.Of(request.Size.Value, lead: 0);

    protected override SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, in SlotNeed need, out int slot)
    {
        var free = table.Free;
        var count = need.Count;
        var wall = new Wall(request);
        var stride = need.Size >= pageSize ? (int)SlotsFor(pageSize) : 1;
        var start = (table.Hint(area) + stride - 1) / stride * stride;
        start = start < free.Length ? start : 0;
        var at = start;
        do
        {
            if (!wall.IsCrossedBy(at, count) && free[at] >= count)
            {
                slot = at;
                return SlotSearchEnd.Found;
            }

            at = unchecked(at + stride);
            at = at < free.Length ? at : 0;
        }
        while (at != start);

        slot = -1;
        return SlotSearchEnd.Full;
    }
}
