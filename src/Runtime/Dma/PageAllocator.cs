using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Pages for coherent memory, from the top of a zone downwards: ZONE_DMA is the lowest 2
/// GiB, the other zone all of RAM (facts/kernel-dispatch.md 5.4).</summary>
public sealed class PageAllocator
{
    private static readonly ByteCount ZoneDma = ByteCount.GiB(2);
    private readonly RangeMap<Presence> _taken = new();
    private ByteCount _ram;
    private PageSize _page;

    /// <summary>Where the next pages are taken, if they are free there, whatever the order; for
    /// replays of what another allocator gave.</summary>
    public PhysAddr? Next { get; set; }

    /// <summary>All of RAM is free but the bounce pool.</summary>
    public void Reset(ByteCount ram, PageSize page, PhysAddr poolStart, ByteCount poolSize)
    {
        (_ram, _page, Next) = (ram, page, null);
        _taken.Clear();
        _taken.Set(poolStart.Value, poolSize.Value, default);
    }

    /// <summary>Keeps a buffer of the driver's out of the allocator's hands.</summary>
    public void Reserve(PhysAddr start, ByteCount size) =>
        _taken.Set(start.Value, size.Value, default);

    /// <summary>Takes whole pages from ZONE_DMA or from anywhere; false if there are
    /// none.</summary>
    public bool TryTake(ByteCount size, bool fromZoneDma, out PhysAddr start)
    {
        var length = new TceCount(_page.PagesFor(size)) * _page;
        if (Next is { } wanted && IsFree(wanted.Value, length.Value))
        {
            (start, Next) = (wanted, null);
            _taken.Set(wanted.Value, length.Value, default);
            return true;
        }

        var end = (fromZoneDma ? ByteCount.Min(_ram, ZoneDma) : _ram).Value;
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

    private bool IsFree(ulong start, ulong length)
    {
        var index = _taken.IndexFrom(start);
        return length <= _ram.Value
            && start <= _ram.Value - length
            && (index == _taken.Runs.Length || _taken.Runs[index].Start >= start + length);
    }

    /// <summary>Gives pages back.</summary>
    public void Release(PhysAddr start, ByteCount size) =>
        _taken.Remove(start.Value, (new TceCount(_page.PagesFor(size)) * _page).Value);
}
