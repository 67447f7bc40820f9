using System.Numerics;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>The I/O virtual addresses of an IOMMU domain on amd64, in pages of 4 KiB (observed:
/// every address of three recorded boots, docs/fidelity.md "amd64"). A mapping gets the highest
/// free place, aligned to its size, below 4 GiB and the mask; above 4 GiB only where nothing is
/// left. What is unmapped can be had again when the IOMMU has forgotten it: some milliseconds
/// later, at once in a strict domain. Small runs are then kept at hand, by size, and go out again
/// first, the latest before all others.</summary>
internal sealed class IovaSpace : IEntrySearch
{
    private const int CachedSizes = 6;
    private const ulong LargestRounded = 1UL << (CachedSizes - 1);
    private const int MostWaiting = 255;

    private readonly IovaRuns _runs = new();
    private readonly List<ulong>[] _kept = [.. Enumerable.Range(0, CachedSizes).Select(_ => New())];
    private readonly Queue<(ulong Start, ulong Count)> _waiting = new();
    private readonly ulong _lowRamEnd;
    private readonly bool _isStrict;

    /// <summary>The space of a guest whose low memory ends somewhere: behind it lie the registers
    /// of devices, whose addresses are never given out.</summary>
    public IovaSpace(ByteCount lowRam, bool isStrict)
    {
        (_lowRamEnd, _isStrict) = (Page.NumberOf(lowRam.Value), isStrict);
        Reset();
    }

    /// <summary>What one entry maps.</summary>
    public static PageSize Page => PageSize.Of4K;

    /// <summary>As many as a first-level page table of three levels maps: 39 bits. Not
    /// observed: no recorded boot filled the space below 4 GiB.</summary>
    public static TceCount Size => new(1UL << (39 - Page.Shift));

    /// <inheritdoc/>
    public void Reset()
    {
        _waiting.Clear();
        Array.ForEach(_kept, k => k.Clear());
        _runs.Reset();
        _runs.Reserve(0xA0, 0xBF);
        _runs.Reserve(_lowRamEnd, 0xA_FFFF);
        _runs.Reserve(0xC_0000, 0xF_EBFF);
        _runs.Reserve(0xF_EE00, 0xF_EEFF);
    }

    /// <inheritdoc/>
    public bool TryFind(TceMap map, in TceRequest request, ulong count, out ulong entry)
    {
        var limit = Math.Min(Page.NumberOf(request.Mask.Highest.Value), Size.Value - 1);
        if (TryTake(count, Math.Min(limit, IovaRuns.LowEnd - 1), out entry))
        {
            return true;
        }

        // What is kept at hand has other sizes, or lies above the mask: give it all back.
        GiveBackKept();
        return TryTake(count, limit, out entry);
    }

    /// <inheritdoc/>
    public void Release(ulong entry, ulong count)
    {
        if (_runs.Release(entry, count) is not { } run)
        {
            return;
        }

        if (_isStrict)
        {
            Free(run.Start, run.Count);
            return;
        }

        if (_waiting.Count == MostWaiting)
        {
            PassTime();
        }

        _waiting.Enqueue(run);
    }

    /// <inheritdoc/>
    public void PassTime()
    {
        while (_waiting.TryDequeue(out var run))
        {
            Free(run.Start, run.Count);
        }
    }

    private static List<ulong> New() => [];

    private bool TryTake(ulong count, ulong limit, out ulong start)
    {
        var size = Rounded(count);
        if (limit + 1 < size)
        {
            start = 0;
            return false;
        }

        if (TryTakeKept(size, limit + 1 - size, out start))
        {
            _runs.Occupy(start, count);
            return true;
        }

        return _runs.TryTake(size, limit, out start) && _runs.Occupy(start, count);
    }

    private bool TryTakeKept(ulong size, ulong highest, out ulong start)
    {
        start = 0;
        if (OrderOf(size) is not (var order and < CachedSizes))
        {
            return false;
        }

        var kept = _kept[order];
        var index = kept.FindLastIndex(s => s <= highest);
        if (index < 0)
        {
            return false;
        }

        start = kept[index];
        kept[index] = kept[^1];
        kept.RemoveAt(kept.Count - 1);
        return true;
    }

    private void Free(ulong start, ulong count)
    {
        if (OrderOf(count) is var order and < CachedSizes)
        {
            _kept[order].Add(start);
        }
        else
        {
            _runs.Remove(start);
        }
    }

    private void GiveBackKept()
    {
        foreach (var kept in _kept)
        {
            kept.ForEach(_runs.Remove);
            kept.Clear();
        }
    }

    private static ulong Rounded(ulong count) =>
        count < LargestRounded ? BitOperations.RoundUpToPowerOf2(count) : count;

    private static int OrderOf(ulong count) =>
        BitOperations.Log2(BitOperations.RoundUpToPowerOf2(count));
}
