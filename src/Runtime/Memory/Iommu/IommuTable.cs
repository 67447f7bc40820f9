using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>A TCE table (<c>struct iommu_table</c>): bus addresses from a base on, translated page
/// by page. Entries are found lowest first; the search order of the kernel's pools is a matter of
/// the allocator.</summary>
public sealed class IommuTable(BusAddr busBase, TceCount size, PageSize pageSize)
{
    private readonly RangeMap<Tce> _entries = new();

    /// <summary>The bus address of entry 0.</summary>
    public BusAddr BusBase { get; } = busBase;

    /// <summary>How many entries there are.</summary>
    public TceCount Size { get; } = size;

    /// <summary>What one entry maps.</summary>
    public PageSize PageSize { get; } = pageSize;

    /// <summary>The entries in use.</summary>
    public TceCount Used => new(_entries.Covered);

    /// <summary>The runs of entries in use, by entry number.</summary>
    public ReadOnlySpan<RangeMap<Tce>.Run> Entries => _entries.Runs;

    /// <summary>Maps the pages of a run of memory at the lowest free entries below a mask. False if
    /// there are none. Entry 0 is never given out when the table starts at bus address 0
    /// (3.1).</summary>
    public bool TryMap(
        PhysAddr start, ByteCount size, TceAccess access, DmaMask mask, out BusAddr bus)
    {
        var firstPage = start.PageStart(PageSize);
        var lead = start - firstPage;
        var count = PageSize.PagesFor(lead + size);
        if (!TryFindFree(count, EntriesWithin(mask), out var entry))
        {
            bus = default;
            return false;
        }

        _entries.Set(entry, count, new Tce(firstPage, PageSize, access));
        bus = BusBase + (new TceCount(entry) * PageSize) + lead;
        return true;
    }

    /// <summary>Maps whole pages at a fixed place, as a standing mapping.</summary>
    public void MapAt(BusAddr bus, PhysAddr start, ByteCount size) =>
        _entries.Set(
            EntryOf(bus), PageSize.PagesFor(
                size), new Tce(start, PageSize, TceAccess.Read | TceAccess.Write));

    /// <summary>Clears the entries of a mapping.</summary>
    public void Unmap(BusAddr bus, ByteCount size)
    {
        if (Covers(bus) && size > ByteCount.Zero)
        {
            var first = EntryOf(bus);
            var last = EntryOf(bus + (size - new ByteCount(1)));
            _entries.Remove(first, last - first + 1);
        }
    }

    /// <summary>Where an access to a bus address goes, and for how many bytes that holds.</summary>
    public bool TryTranslate(
        BusAddr bus, TceAccess access, out PhysAddr address, out ByteCount length)
    {
        (address, length) = (default, default);
        if (!Covers(bus)
            || !_entries.TryFind(EntryOf(bus), out var run)
            || (run.Value.Access & access) != access)
        {
            return false;
        }

        var inPage = new ByteCount(bus.Value & (PageSize.Bytes.Value - 1));
        address = run.Value.RealPage + inPage;
        length = (new TceCount(run.Length) * PageSize) - inPage;
        return true;
    }

    /// <summary>The bus address at which a physical one is mapped, if it is.</summary>
    public bool TryFindMappingOf(PhysAddr address, out BusAddr bus)
    {
        foreach (ref readonly var run in _entries.Runs)
        {
            var start = run.Value.RealPage;
            if (address >= start && address - start < new TceCount(run.Length) * PageSize)
            {
                bus = BusBase + (new TceCount(run.Start) * PageSize) + (address - start);
                return true;
            }
        }

        bus = default;
        return false;
    }

    /// <summary>Whether a bus address lies in this table's window.</summary>
    public bool Covers(BusAddr bus) => bus >= BusBase && bus - BusBase < Size * PageSize;

    /// <summary>Takes every free entry, as a busy neighbour would.</summary>
    public void Exhaust()
    {
        for (var entry = FirstEntry; entry < Size.Value;)
        {
            var (isFree, length) = StretchAt(entry);
            if (isFree)
            {
                _entries.Set(entry, length, new Tce(default, PageSize, TceAccess.None));
            }

            entry += length;
        }
    }

    private ulong FirstEntry => BusBase.Value == 0 ? 1UL : 0;

    private ulong EntryOf(BusAddr bus) => PageSize.NumberOf((bus - BusBase).Value);

    private ulong EntriesWithin(DmaMask mask)
    {
        if (mask.Highest < BusBase)
        {
            return 0;
        }

        // Whole pages only: the last byte of the last entry must lie below the mask.
        var last = PageSize.NumberOf((mask.Highest - BusBase).Value);
        var isWhole = (
            (mask.Highest.Value + (mask.Bits == 64 ? 0UL : 1)) & (PageSize.Bytes.Value - 1)) == 0;
        return Math.Min(Size.Value, last + (isWhole || mask.Bits == 64 ? 1UL : 0));
    }

    private bool TryFindFree(ulong count, ulong limit, out ulong entry)
    {
        entry = FirstEntry;
        while (entry < limit && limit - entry >= count)
        {
            var (isFree, length) = StretchAt(entry);
            if (isFree && length >= count)
            {
                return true;
            }

            entry += length;
        }

        return false;
    }

    private (bool IsFree, ulong Length) StretchAt(ulong entry)
    {
        if (_entries.TryFind(entry, out var used))
        {
            return (false, used.Length);
        }

        var next = _entries.IndexFrom(entry);
        var end = next < _entries.Runs.Length ? _entries.Runs[next].Start : Size.Value;
        return (true, end - entry);
    }
}
