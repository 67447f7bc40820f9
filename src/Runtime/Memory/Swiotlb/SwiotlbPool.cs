using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>The bounce pool: slots of 2 KiB in segments of 128, so that one mapping is at most 256
/// KiB (facts/swiotlb-and-traces.md 1.1). One pool serves all devices of the guest.</summary>
public sealed class SwiotlbPool(ISlotSearch search)
{
    /// <summary>Slots in a row at most (IO_TLB_SEGSIZE).</summary>
    public const ulong SegmentSlots = 128;

    private readonly RangeMap<SwiotlbSlot> _used = new();

    /// <summary>The largest mapping.</summary>
    public static ByteCount MaxMapping => new SlotCount(SegmentSlots).Bytes;

    /// <summary>Whether this guest has a pool.</summary>
    public bool Exists => Slots.Value > 0;

    /// <summary>Where the pool starts.</summary>
    public PhysAddr Start { get; private set; }

    /// <summary>How many slots it has; none if there is no pool.</summary>
    public SlotCount Slots { get; private set; }

    /// <summary>How large it is; 0 B if there is none.</summary>
    public ByteCount Size => Slots.Bytes;

    /// <summary>The slots in use.</summary>
    public SlotCount Used => new(_used.Covered);

    /// <summary>Places the pool, all of it free.</summary>
    public void Reset(PhysAddr start, ByteCount size)
    {
        (Start, Slots) = (start, new SlotCount(size.Value / SlotCount.SlotSize.Value));
        _used.Clear();
    }

    /// <summary>Whether an address lies in the pool.</summary>
    public bool Contains(PhysAddr address) => address >= Start && address - Start < Size;

    /// <summary>Takes slots for a buffer; false if no run of free slots is long enough.</summary>
    public bool TryTake(PhysAddr original, ByteCount size, out PhysAddr slot)
    {
        var count = SlotCount.For(size);
        if (size > MaxMapping || !search.TryFind(this, count, original, out var index))
        {
            slot = default;
            return false;
        }

        _used.Set(index, count.Value, new SwiotlbSlot(original));
        slot = Start + new SlotCount(index).Bytes;
        return true;
    }

    /// <summary>Gives slots back. They are not scrubbed: the next user of the slot finds what was
    /// there.</summary>
    public void Release(PhysAddr slot, ByteCount size) =>
        _used.Remove(IndexOf(slot), SlotCount.For(size).Value);

    /// <summary>The buffer that an address in the pool stands for.</summary>
    public bool TryFindOriginal(PhysAddr address, out PhysAddr original)
    {
        var isUsed = Contains(address) && _used.TryFind(IndexOf(address), out _);
        original = isUsed ? OriginalOf(address) : default;
        return isUsed;
    }

    /// <summary>Whether the slots from one on are free, and for how many that holds.</summary>
    public (bool IsFree, ulong Length) StretchAt(ulong slot)
    {
        if (_used.TryFind(slot, out var used))
        {
            return (false, used.Length);
        }

        var next = _used.IndexFrom(slot);
        var end = next < _used.Runs.Length ? _used.Runs[next].Start : Slots.Value;
        return (true, end - slot);
    }

    private ulong IndexOf(PhysAddr address) => (address - Start).Value / SlotCount.SlotSize.Value;

    private PhysAddr OriginalOf(PhysAddr address)
    {
        _used.TryFind(IndexOf(address), out var run);
        return run.Value.Original + new ByteCount(
            (address - Start).Value % SlotCount.SlotSize.Value);
    }
}
