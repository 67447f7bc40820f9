using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Pages for coherent memory, from the top of a zone downwards
/// (facts/kernel-dispatch.md 5.4).</summary>
public sealed class PageAllocator
{
    private readonly RangeMap<Presence> _taken = new();
    private ByteCount _end;
    private PageSize _page;

    /// <summary>Where the next pages are taken, if they are free there, whatever the order; for
    /// replays of what another allocator gave.</summary>
    public PhysAddr? Next { get; set; }

    /// <summary>All of RAM is free but the bounce pool.</summary>
    public void Reset(SystemRam ram, PageSize page, PhysAddr poolStart, ByteCount poolSize)
    {
        var end = 0UL;
        _taken.Clear();
        foreach (ref readonly var run in ram.Runs)
        {
            _taken.Set(end, run.Start - end, default);
            end = run.End;
        }

        (_end, _page, Next) = (new ByteCount(end), page, null);
        _taken.Set(poolStart.Value, poolSize.Value, default);
    }

    /// <summary>Keeps a buffer of the driver's out of the allocator's hands.</summary>
    public void Reserve(PhysAddr start, ByteCount size) =>
        _taken.Set(start.Value, size.Value, default);

    /// <summary>Takes whole pages from a zone that ends somewhere, or, without one, from anywhere;
    /// false if there are none.</summary>
    public bool TryTake(ByteCount size, ByteCount? zoneEnd, out PhysAddr start)
    {
        var length = new TceCount(_page.PagesFor(size)) * _page;
        var end = ByteCount.Min(_end, zoneEnd ?? _end).Value;
        if (Next is { } wanted && IsFree(wanted.Value, length.Value, end))
        {
            (start, Next) = (wanted, null);
            _taken.Set(wanted.Value, length.Value, default);
            return true;
        }

        while (end >= length.Value)
        {
            var candidate = end - length.Value;
            var index = _taken.IndexFrom(candidate);
            if (index == _taken.Runs.Length || _taken.Runs[index].Start >= end)
            {
                start = new PhysAddr(candidate);
                _taken.Set(candidate, length.Value, default);
                return true;
            }

            end = new PhysAddr(_taken.Runs[index].Start).PageStart(_page).Value;
        }

        start = default;
        return false;
    }

    private bool IsFree(ulong start, ulong length, ulong end)
    {
        var index = _taken.IndexFrom(start);
        return length <= end
            && start <= end - length
            && (index == _taken.Runs.Length || _taken.Runs[index].Start >= start + length);
    }

    /// <summary>Gives pages back.</summary>
    public void Release(PhysAddr start, ByteCount size) =>
        _taken.Remove(start.Value, (new TceCount(_page.PagesFor(size)) * _page).Value);
}
