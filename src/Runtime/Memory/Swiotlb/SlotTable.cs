using System.Runtime.CompilerServices;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>Which slots are free, as the kernel keeps it (facts/swiotlb-and-traces.md 1.1): for
/// each slot how far the free run reaches from it to the end of its segment, 0 if it is taken; for
/// each area where to look next and how much is used. Flat arrays: nothing is allocated between two
/// resets of one size.</summary>
internal sealed class SlotTable
{
    public const int SegmentSlots = 128;

    private const ulong NoBuffer = ulong.MaxValue;

    private int[] _free = [];
    private ulong[] _buffer = [];
    private ushort[] _length = [];
    private ushort[] _padding = [];
    private int[] _hints = [];
    private int[] _used = [];
    private int _end;

    public int Slots { get; private set; }

    public int Areas => _hints.Length;

    public int AreaSlots { get; private set; }

    public int Used { get; private set; }

    public int HighWater { get; private set; }

    /// <summary>Cuts so many slots into areas, all of them free.</summary>
    public void Reset(int slots, int areas)
    {
        if (_free.Length != slots)
        {
            (_free, _buffer) = (new int[slots], new ulong[slots]);
            (_length, _padding) = (new ushort[slots], new ushort[slots]);
            _end = slots;
        }

        if (_hints.Length != areas)
        {
            (_hints, _used) = (new int[areas], new int[areas]);
        }

        Slots = slots;
        AreaSlots = areas == 0 ? 0 : slots / areas;
        Clear();
    }

    /// <summary>For each slot how many are free from it to the end of its run in its
    /// segment.</summary>
    public ReadOnlySpan<int> Free => _free;

    /// <summary>Where an area looks next, counted from its start.</summary>
    public int Hint(int area) => _hints[area];

    /// <summary>How many slots of an area are taken.</summary>
    public int UsedOf(int area) => _used[area];

    /// <summary>Takes free slots of one segment. <paramref name="padding"/> of them lie before the
    /// data, which stands for <paramref name="buffer"/>.</summary>
    public void Take(int area, int slot, int count, int padding, ulong buffer)
    {
        // One loop over both, as its end is what a processor cannot foresee.
        var free = _free.AsSpan(slot, count);
        var buffers = _buffer.AsSpan(slot, count);
        var at = unchecked(buffer - ((ulong)padding << SlotCount.Shift));
        for (var i = 0; i < free.Length; i++)
        {
            free[i] = 0;
            buffers[i] = at;
            at = unchecked(at + (1UL << SlotCount.Shift));
        }

        if (padding > 0)
        {
            buffers[..padding].Fill(NoBuffer);
        }

        _length[slot] = (ushort)count;
        _padding[slot + padding] = (ushort)padding;
        Renumber(slot, 0);
        var next = unchecked(slot - (area * AreaSlots) + count);
        _hints[area] = next < AreaSlots ? next : 0;
        Count(area, count);
        HighWater = Math.Max(HighWater, Used);
        _end = Math.Max(_end, unchecked(slot + count));
    }

    /// <summary>Gives back the run in which data starts at a slot. False if there is
    /// none.</summary>
    public bool Release(int dataSlot)
    {
        var slot = dataSlot - _padding[dataSlot];
        int count = _length[slot];
        if (count == 0)
        {
            return false;
        }

        (_length[slot], _padding[dataSlot]) = (0, 0);
        var end = slot + count;
        var run = end % SegmentSlots == 0 || end == Slots ? 0 : _free[end];
        var free = _free.AsSpan(slot, count);
        var buffers = _buffer.AsSpan(slot, count);
        for (var i = free.Length - 1; i >= 0; i--)
        {
            free[i] = unchecked(++run);
            buffers[i] = NoBuffer;
        }

        Renumber(slot, run);
        Count(slot / AreaSlots, -count);
        return true;
    }

    /// <summary>What the first byte of a slot stands for; false if it stands for
    /// nothing.</summary>
    public bool TryFindBuffer(int slot, out ulong buffer)
    {
        buffer = _buffer[slot];
        return _free[slot] == 0 && buffer != NoBuffer;
    }

    private void Count(int area, int slots)
    {
        _used[area] = unchecked(_used[area] + slots);
        Used = unchecked(Used + slots);
    }

    // The free slots of the same segment that end at this one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Renumber(int slot, int run)
    {
        var before = _free.AsSpan(slot & ~(SegmentSlots - 1), slot & (SegmentSlots - 1));
        for (var i = before.Length - 1; i >= 0 && before[i] != 0; i--)
        {
            before[i] = unchecked(++run);
        }
    }

    // Slots are taken from the lowest on, so only what lies below the highest one is written anew.
    private void Clear()
    {
        var end = Math.Min(Slots, (_end + SegmentSlots - 1) / SegmentSlots * SegmentSlots);
        for (var i = 0; i < end; i++)
        {
            _free[i] = Math.Min(SegmentSlots - (i % SegmentSlots), Slots - i);
        }

        if (Used != 0)
        {
            _length.AsSpan(0, end).Clear();
            _padding.AsSpan(0, end).Clear();
        }

        _buffer.AsSpan(0, end).Fill(NoBuffer);
        _hints.AsSpan().Clear();
        _used.AsSpan().Clear();
        (Used, HighWater, _end) = (0, 0, 0);
    }
}
