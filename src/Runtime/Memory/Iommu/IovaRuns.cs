using System.Numerics;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>The runs of a domain's addresses that are not free, in order: in use, waiting or kept
/// at hand, or reserved. A search goes downwards from where the last one below 4 GiB ended, or the
/// last one at all, and once more from the top if it finds nothing.</summary>
internal sealed class IovaRuns
{
    /// <summary>Where addresses of more than 32 bits begin, in pages.</summary>
    public const ulong LowEnd = 1UL << 20;

    // Behind all runs; searches start there while none was made.
    private static readonly Run End = new(ulong.MaxValue, 0, 0);

    private readonly List<Run> _runs = [];
    private ulong _lastLow;
    private ulong _last;

    /// <summary>Nothing is taken, and nothing reserved.</summary>
    public void Reset()
    {
        _runs.Clear();
        (_lastLow, _last) = (End.Start, End.Start);
    }

    /// <summary>Keeps addresses from ever being given out; none if the last lies below the
    /// first.</summary>
    public void Reserve(ulong first, ulong last)
    {
        if (first <= last)
        {
            _runs.Insert(IndexOf(first), new Run(first, last - first + 1, 0));
        }
    }

    /// <summary>Takes the highest free run of a size at or below a limit; aligned to its size
    /// rounded up to a power of two.</summary>
    public bool TryTake(ulong size, ulong limit, out ulong start)
    {
        var isLow = limit < LowEnd;
        var from = IndexOf(isLow ? _lastLow : _last);
        var isFound = TrySearch(from, size, limit, out start)
            || TrySearch(_runs.Count, size, limit, out start);
        if (isFound)
        {
            _runs.Insert(IndexOf(start), new Run(start, size, 0));
            (_lastLow, _last) = start + size <= LowEnd ? (start, _last) : (_lastLow, start);
        }

        return isFound;
    }

    /// <summary>So many pages of a run that was taken are mapped; always true.</summary>
    public bool Occupy(ulong start, ulong count)
    {
        var index = IndexOf(start);
        _runs[index] = _runs[index] with { Mapped = count };
        return true;
    }

    /// <summary>So many pages are mapped no longer. The run that they lie in, if none of it is any
    /// more; else null, as for pages that are not mapped.</summary>
    public (ulong Start, ulong Count)? Release(ulong first, ulong count)
    {
        var index = IndexOf(first + 1) - 1;
        if (index < 0 || first + count > _runs[index].Behind || _runs[index].Mapped < count)
        {
            return null;
        }

        var run = _runs[index];
        _runs[index] = run with { Mapped = run.Mapped - count };
        return _runs[index].Mapped == 0 ? (run.Start, run.Count) : null;
    }

    /// <summary>A run is free again. Searches that would have begun below it begin behind
    /// it.</summary>
    public void Remove(ulong start)
    {
        var index = IndexOf(start);
        _runs.RemoveAt(index);
        var next = index < _runs.Count ? _runs[index].Start : End.Start;
        _lastLow = start >= _lastLow && start < LowEnd ? next : _lastLow;
        _last = start >= _last ? next : _last;
    }

    // Downwards from a run, through the gaps below it.
    private bool TrySearch(int from, ulong size, ulong limit, out ulong start)
    {
        var align = ~(BitOperations.RoundUpToPowerOf2(size) - 1);
        var top = limit + 1;
        for (var index = from; index >= 0; index--)
        {
            top = Math.Min(top, index < _runs.Count ? _runs[index].Start : End.Start);
            if (top <= size)
            {
                break;
            }

            start = (top - size) & align;
            if (start > 0 && (index == 0 || start >= _runs[index - 1].Behind))
            {
                return true;
            }
        }

        start = 0;
        return false;
    }

    // The index of the run that starts there, or of the first behind.
    private int IndexOf(ulong start)
    {
        var (low, high) = (0, _runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _runs[middle].Start >= start ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private readonly record struct Run(ulong Start, ulong Count, ulong Mapped)
    {
        public ulong Behind => Start + Count;
    }
}
