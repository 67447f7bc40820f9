namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>v5.4 to v5.11 (facts/swiotlb-and-traces.md 1.3): on from the last find in steps of a
/// page, until the first slot comes again.</summary>
internal sealed class SlotSearchV54(ulong pageSize) : SlotSearch
{
    public override ulong LeadOf(in SlotRequest request) => 0;

    public override ulong RunSizeOf(in SlotRequest request) => request.Size.Value;

    protected override SlotSearchEnd FindIn(
        SlotTable table, int area, in SlotRequest request, ulong size, int count, out int slot)
    {
        var wall = new Wall(request);
        var stride = size >= pageSize ? (int)SlotsFor(pageSize) : 1;
        var start = (table.Hint(area) + stride - 1) / stride * stride;
        start = start < table.Slots ? start : 0;
        slot = start;
        do
        {
            if (!wall.IsCrossedBy(slot, count) && table.FreeFrom(slot) >= count)
            {
                return SlotSearchEnd.Found;
            }

            slot += stride;
            slot = slot < table.Slots ? slot : 0;
        }
        while (slot != start);

        return SlotSearchEnd.Full;
    }
}
