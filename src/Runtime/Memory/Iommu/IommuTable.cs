using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>A TCE table (<c>struct iommu_table</c>), or the page table of an IOMMU domain: bus
/// addresses from a base on, translated page by page.</summary>
public sealed class IommuTable
{
    // A boundary that no table reaches.
    private static readonly (ulong Shift, ulong Size) Nowhere = (0, 1UL << 63);

    private readonly TceMap _map;
    private readonly IEntrySearch _search;

    /// <summary>A table of so many entries, all of them free; entry 0 is never given out where the
    /// table starts at bus address 0 (facts/kernel-dispatch.md 3.1).</summary>
    public IommuTable(BusAddr busBase, TceCount size, PageSize pageSize)
    {
        (BusBase, Size, PageSize) = (busBase, size, pageSize);
        _map = new TceMap(FirstEntry);
        _search = Pools = new TcePools(pageSize.NumberOf(busBase.Value), size.Value, pageSize);
    }

    /// <summary>The page table of a domain.</summary>
    internal IommuTable(IovaSpace addresses)
    {
        (Size, PageSize, _search) = (IovaSpace.Size, IovaSpace.Page, addresses);
        _map = new TceMap(FirstEntry);
    }

    /// <summary>It is a domain's: addresses are made for whatever is mapped, a list's all in one
    /// run.</summary>
    public bool IsDomain => Pools is null;

    /// <summary>The bus address of entry 0.</summary>
    public BusAddr BusBase { get; }

    /// <summary>How many entries there are.</summary>
    public TceCount Size { get; }

    /// <summary>What one entry maps.</summary>
    public PageSize PageSize { get; }

    /// <summary>The entries in use.</summary>
    public TceCount Used => new(_map.Taken.Covered);

    /// <summary>The runs of entries in use, by entry number.</summary>
    public ReadOnlySpan<RangeMap<Tce>.Run> Entries => _map.Taken.Runs;

    /// <summary>The pools that a TCE table is cut into; a domain's has none.</summary>
    public TcePools? Pools { get; }

    /// <summary>How a buffer's entries are aligned: whole pages of the guest keep their alignment
    /// where entries are smaller (facts/kernel-dispatch.md 3.5).</summary>
    public int AlignOrderFor(PhysAddr start, ByteCount size, PageSize page) =>
        size >= page.Bytes && start == start.PageStart(page)
            ? Math.Max(0, page.Shift - PageSize.Shift)
            : 0;

    /// <summary>Maps the pages of a run of memory at free entries below a mask. False if there are
    /// none.</summary>
    public bool TryMap(in TceRequest request, out BusAddr bus)
    {
        var count = CountFor(request.Start, request.Size);
        var isFound = _search.TryFind(_map, request, count, out var entry);
        bus = isFound ? Fill(entry, count, request.Start, request.Access) : default;
        return isFound;
    }

    /// <summary>Maps the pages of a run of memory at the lowest free entries, for as long as the
    /// table lives. False if there are none.</summary>
    public bool TryMapLowest(PhysAddr start, ByteCount size, out BusAddr bus)
    {
        var count = CountFor(start, size);
        var all = new TceStretch(FirstEntry, Size.Value, count, AlignOrder: 0);
        var isFound = _map.TryFindFree(all, Nowhere, out var entry);
        bus = isFound ? Fill(entry, count, start, TceAccess.Read | TceAccess.Write) : default;
        return isFound;
    }

    /// <summary>Maps whole pages at a fixed place, as a standing mapping.</summary>
    public void MapAt(
        BusAddr bus,
        PhysAddr start,
        ByteCount size,
        TceAccess access = TceAccess.Read | TceAccess.Write) =>
        _map.Taken.Set(
            EntryOf(bus), PageSize.PagesFor(size), new Tce(start, PageSize, access));

    /// <summary>Clears the entries of a mapping.</summary>
    public void Unmap(BusAddr bus, ByteCount size)
    {
        if (Covers(bus) && size > ByteCount.Zero)
        {
            var first = EntryOf(bus);
            var last = EntryOf(bus + (size - new ByteCount(1)));
            _map.Taken.Remove(first, last - first + 1);
            _search.Release(first, last - first + 1);
        }
    }

    /// <summary>Where an access to a bus address goes, and for how many bytes that holds.</summary>
    public bool TryTranslate(
        BusAddr bus, TceAccess access, out PhysAddr address, out ByteCount length)
    {
        (address, length) = (default, default);
        if (!Covers(bus)
            || !_map.Taken.TryFind(EntryOf(bus), out var run)
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
        foreach (ref readonly var run in _map.Taken.Runs)
        {
            var start = run.Value.RealPage;
            if (run.Value.Access != TceAccess.None
                && address >= start && address - start < new TceCount(run.Length) * PageSize)
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

    /// <summary>Some milliseconds go by: what is unmapped in a domain can be had again.</summary>
    public void PassTime() => _search.PassTime();

    /// <summary>Whether it is such a TCE table, whatever is in it.</summary>
    internal bool IsLike(BusAddr busBase, TceCount size, PageSize pageSize) =>
        !IsDomain && BusBase == busBase && Size == size && PageSize == pageSize;

    /// <summary>Makes it a new table again.</summary>
    internal void Reset()
    {
        _map.Taken.Clear();
        _search.Reset();
    }

    /// <summary>Takes every free entry, as a busy neighbour would.</summary>
    public void Exhaust()
    {
        var entry = FirstEntry;
        while (_map.TryFindFree(new TceStretch(entry, Size.Value, 1, 0), Nowhere, out entry))
        {
            var next = _map.Taken.IndexFrom(entry);
            var end = next < Entries.Length ? Entries[next].Start : Size.Value;
            _map.Taken.Set(entry, end - entry, new Tce(default, PageSize, TceAccess.None));
            entry = end;
        }
    }

    private ulong FirstEntry => BusBase.Value == 0 ? 1UL : 0;

    private ulong EntryOf(BusAddr bus) => PageSize.NumberOf((bus - BusBase).Value);

    /// <summary>The first entry that a run which ends at an address leaves free; 0 for none of this
    /// table's.</summary>
    public ulong EntryBehind(BusAddr end) =>
        end > BusBase && Covers(end)
            ? EntryOf(new BusAddr(end.Value + PageSize.Bytes.Value - 1))
            : 0;

    /// <summary>How many entries a run of addresses takes.</summary>
    public ulong CountFor(PhysAddr start, ByteCount size) =>
        PageSize.PagesFor(start - start.PageStart(PageSize) + size);

    private BusAddr Fill(ulong entry, ulong count, PhysAddr start, TceAccess access)
    {
        var firstPage = start.PageStart(PageSize);
        _map.Taken.Set(entry, count, new Tce(firstPage, PageSize, access));
        return BusBase + (new TceCount(entry) * PageSize) + (start - firstPage);
    }
}
