using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory;

/// <summary>Which physical addresses are the guest's RAM: what it booted with, and what was added
/// since. A page in use can be pinned, so that its memory stays.</summary>
public sealed class SystemRam
{
    private const ulong SecondStart = 1UL << 32;

    private readonly RangeMap<Presence> _runs = new();
    private readonly List<(PhysAddr Start, ByteCount Size)> _pins = [];

    /// <summary>All RAM, lowest first.</summary>
    public ReadOnlySpan<RangeMap<Presence>.Run> Runs => _runs.Runs;

    /// <summary>How much there is.</summary>
    public ByteCount Size => new(_runs.Covered);

    /// <summary>The highest byte that was ever there: a kernel's max_pfn does not fall when memory
    /// goes.</summary>
    public PhysAddr LastByte { get; private set; }

    /// <summary>Only what a guest boots with: a run from 0 on, and a second one from 4 GiB on if
    /// memory ends beyond the first.</summary>
    public void Reset(ByteCount low, ByteCount end)
    {
        _runs.Clear();
        _pins.Clear();
        _runs.Set(0, low.Value, default);
        if (end > low)
        {
            _runs.Set(SecondStart, end.Value - SecondStart, default);
        }

        LastByte = new PhysAddr(end.Value - 1);
    }

    /// <summary>Whether there is RAM at an address.</summary>
    public bool Holds(PhysAddr address) => _runs.TryFind(address.Value, out _);

    /// <summary>Whether all of a run is RAM.</summary>
    public bool Holds(PhysAddr start, ByteCount size) =>
        _runs.TryFind(start.Value, out var run) && run.Length >= size.Value;

    /// <summary>Whether any of a run is RAM.</summary>
    public bool Overlaps(PhysAddr start, ByteCount size)
    {
        var index = _runs.IndexFrom(start.Value);
        return index < _runs.Runs.Length && _runs.Runs[index].Start < start.Value + size.Value;
    }

    /// <summary>Notes that pages are in use, once more if they are already.</summary>
    public void Pin(PhysAddr start, ByteCount size) => _pins.Add((start, size));

    /// <summary>Takes one such note back.</summary>
    public void Unpin(PhysAddr start, ByteCount size) => _pins.Remove((start, size));

    /// <summary>Whether any page of a run is in use.</summary>
    public bool IsPinned(PhysAddr start, ByteCount size)
    {
        foreach (var pin in _pins)
        {
            if (pin.Start < start + size && start < pin.Start + pin.Size)
            {
                return true;
            }
        }

        return false;
    }

    internal void Add(PhysAddr start, ByteCount size)
    {
        _runs.Set(start.Value, size.Value, default);
        var last = start + (size - new ByteCount(1));
        LastByte = last > LastByte ? last : LastByte;
    }

    internal void Remove(PhysAddr start, ByteCount size) =>
        _runs.Remove(start.Value, size.Value);
}
