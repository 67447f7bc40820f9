using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>Which free entries a mapping gets (facts/kernel-dispatch.md 3.5, facts/real-kernels.md
/// "SWIOTLB and TCE allocators"). The lower three quarters of a table are cut into pools for small
/// requests; the rest is for large ones. Each is searched on from where the last find ended, and
/// comes to the others' only when it is full.</summary>
public sealed class TcePools : IEntrySearch
{
    private const int MostPools = 4;
    private const int SmallestLarge = 16;
    private const ulong BlockSize = 16;

    private readonly ulong[] _hints;
    private readonly ulong _size;
    private readonly ulong _poolSize;
    private readonly ulong _offset;
    private readonly int _count;
    private readonly int _shift;

    /// <summary>The pools of a table of so many entries.</summary>
    internal TcePools(ulong offset, ulong size, PageSize page)
    {
        (_offset, _size, _shift) = (offset, size, page.Shift);
        _count = size >= ByteCount.GiB(1).Value >> page.Shift ? MostPools : 1;
        _poolSize = size * 3 / 4 / (ulong)_count;
        _hints = new ulong[_count + 1];
        Reset();
    }

    /// <inheritdoc/>
    void IEntrySearch.Release(ulong entry, ulong count)
    {
        // What no entry of the table says is not kept here either.
    }

    /// <inheritdoc/>
    void IEntrySearch.PassTime()
    {
        // An entry is free as soon as it is cleared.
    }

    /// <summary>Every pool is searched from its start again.</summary>
    public void Reset()
    {
        for (var pool = 0; pool <= _count; pool++)
        {
            _hints[pool] = StartOf(pool);
        }
    }

    /// <summary>How many pools there are for small requests; behind them is the large
    /// one.</summary>
    public int Count => _count;

    /// <summary>A pool's first entry, where it is searched next, and the entry behind its last
    /// one.</summary>
    public (ulong Start, ulong Hint, ulong End) At(int pool) =>
        (StartOf(pool), _hints[pool], EndOf(pool));

    /// <summary>A pool's first entry.</summary>
    public ulong StartOf(int pool) => (ulong)pool * _poolSize;

    /// <summary>The entry behind its last one.</summary>
    public ulong EndOf(int pool) => pool == _count ? _size : StartOf(pool + 1);

    /// <summary>Finds so many free entries in a row; false if there are none. The pool's own rest
    /// is searched first, then all of it, then the others in turn, at last the large
    /// one.</summary>
    bool IEntrySearch.TryFind(TceMap map, in TceRequest request, ulong count, out ulong entry)
    {
        entry = 0;
        var isLarge = count >= SmallestLarge;
        var mask = request.Mask.Highest.Value >> _shift;
        var own = OwnPoolOf(request.Cpu);
        if (mask < _offset)
        {
            return false;
        }

        for (var pass = 0; pass <= _count + 2; pass++)
        {
            var pool = PoolOfPass(pass, own, isLarge);
            if (TryPass(map, request, count, (pool, pass, mask), out var used, out entry))
            {
                var end = entry + count;
                _hints[used] = isLarge ? end : (end + BlockSize - 1) & ~(BlockSize - 1);
                return true;
            }
        }

        return false;
    }

    // 0 and 1: its own; then one after another; the large one at last.
    private int PoolOfPass(int pass, int own, bool isLarge)
    {
        if (pass > _count + 1 || (isLarge && pass <= 1))
        {
            return _count;
        }

        return pass <= 1 ? own : (own + pass - 1) & (_count - 1);
    }

    private bool TryPass(
        TceMap map,
        in TceRequest request,
        ulong count,
        (int Pool, int Pass, ulong Mask) at,
        out int used,
        out ulong entry)
    {
        used = at.Pool;
        if (at.Pass > 0)
        {
            _hints[used] = StartOf(used);
        }

        var isNext = at.Pass == 0 && request.After > 0
            && request.After >= StartOf(used) && request.After < EndOf(used);
        var (start, limit) = (isNext ? request.After : _hints[used], EndOf(used));
        start = start < limit ? start : StartOf(used);
        if (limit + _offset > at.Mask)
        {
            // The mask ends inside of the pool: from pool 0 on, unless the masked hint will do.
            limit = at.Mask - _offset + 1;
            var isMasked = (start & at.Mask) < limit && at.Pass == 0;
            (used, start) = isMasked ? (used, start & at.Mask) : (0, StartOf(0));
        }

        // The last entry of what is searched is never used.
        return map.TryFindFree(
            new TceStretch(start, limit - 1, count, request.AlignOrder),
            (_offset, (request.BoundaryMask >> _shift) + 1),
            out entry);
    }

    // CPUs are spread over the pools by a multiplicative hash of their number.
    private int OwnPoolOf(int cpu) =>
        (int)(unchecked((uint)cpu * 0x61C8_8647u) >> 30) & (_count - 1);
}
