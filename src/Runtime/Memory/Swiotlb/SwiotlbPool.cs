using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>The bounce pool: slots of 2 KiB in segments of 128, so that one mapping is at most 256
/// KiB (facts/swiotlb-and-traces.md 1.1). One pool serves all devices of the guest.</summary>
public sealed class SwiotlbPool
{
    /// <summary>Slots in a row at most (IO_TLB_SEGSIZE).</summary>
    public const ulong SegmentSlots = SlotTable.SegmentSlots;

    private readonly SlotTable _table = new();
    private SlotSearch _search = SlotSearch.Of(default, PageSize.Of4K.Bytes.Value);
    private PoolLayout _layout;

    /// <summary>The largest mapping.</summary>
    public static ByteCount MaxMapping => new SlotCount(SegmentSlots).Bytes;

    /// <summary>The largest mapping of a device whose slots must share low bits of the buffer's
    /// address (facts/swiotlb-and-traces.md 2.3).</summary>
    public static ByteCount MaxMappingFor(ulong minAlignMask) =>
        MaxMapping - SlotCount.For(new ByteCount(minAlignMask)).Bytes;

    /// <summary>How it lies and is cut.</summary>
    public PoolLayout Layout => _layout;

    /// <summary>Whether this guest has a pool.</summary>
    public bool Exists => Slots.Value > 0;

    /// <summary>Where the pool starts.</summary>
    public PhysAddr Start => _layout.Start;

    /// <summary>How many slots it has; none if there is no pool.</summary>
    public SlotCount Slots => _layout.Slots;

    /// <summary>How large it is; 0 B if there is none.</summary>
    public ByteCount Size => Slots.Bytes;

    /// <summary>The slots in use (io_tlb_used).</summary>
    public SlotCount Used => new((ulong)_table.Used);

    /// <summary>The most that ever were in use (io_tlb_used_hiwater).</summary>
    public SlotCount HighWater => new((ulong)_table.HighWater);

    /// <summary>Places the pool, all of it free. The layout has a power of two of areas that cut
    /// its slots evenly, and no more than <see cref="PoolLayout.MostSlots"/>.</summary>
    public void Reset(PoolLayout layout)
    {
        if (layout.Generation != _layout.Generation || layout.PageSize != _layout.PageSize)
        {
            _search = SlotSearch.Of(layout.Generation, layout.PageSize.Bytes.Value);
        }

        _layout = layout;
        _table.Reset((int)layout.Slots.Value, layout.Areas);
    }

    /// <summary>Whether an address lies in the pool.</summary>
    public bool Contains(PhysAddr address) => TryFindSlot(address, out _);

    /// <summary>Takes slots for a buffer. <paramref name="copy"/> is where its copy
    /// goes.</summary>
    public SlotSearchEnd TryTake(in SlotRequest request, out PhysAddr copy)
    {
        copy = default;
        var need = _search.NeedOf(request);
        var end = _search.Find(_table, request, need, out var area, out var slot);
        if (end != SlotSearchEnd.Found)
        {
            return end;
        }

        var (padding, inSlot) = ((int)(need.Lead >> SlotCount.Shift), need.Lead & SlotCount.InSlot);
        var start = Start.Value + ((ulong)(slot + padding) << SlotCount.Shift);
        var buffer = request.Original.Value == 0
            ? start
            : unchecked(request.Original.Value - inSlot);
        _table.Take(area, slot, need.Count, padding, buffer);
        copy = new PhysAddr(start + inSlot);
        return SlotSearchEnd.Found;
    }

    /// <summary>Gives back the slots of a copy that starts at an address; nothing happens if none
    /// does. They are not scrubbed: the next user of the slot finds what was there.</summary>
    public void Release(PhysAddr copy)
    {
        if (TryFindSlot(copy, out var slot))
        {
            _table.Release(slot);
        }
    }

    /// <summary>The buffer that an address in the pool stands for.</summary>
    public bool TryFindOriginal(PhysAddr address, out PhysAddr original)
    {
        var buffer = 0UL;
        var isUsed = TryFindSlot(address, out var slot) && _table.TryFindBuffer(slot, out buffer);
        original = isUsed
            ? new PhysAddr(unchecked(buffer + ((address - Start).Value & SlotCount.InSlot)))
            : default;
        return isUsed;
    }

    /// <summary>Where an area looks next, counted from its start, and how much of it is in
    /// use.</summary>
    public (int Hint, int Used) AreaAt(int area) => (_table.Hint(area), _table.UsedOf(area));

    /// <summary>How many slots are free from one to the end of its run in its segment; 0 if it is
    /// taken.</summary>
    public int FreeFrom(int slot) => _table.Free[slot];

    private bool TryFindSlot(PhysAddr address, out int slot)
    {
        var index = unchecked(address.Value - _layout.Start.Value) >> SlotCount.Shift;
        slot = unchecked((int)index);
        return index < _layout.Slots.Value;
    }
}
