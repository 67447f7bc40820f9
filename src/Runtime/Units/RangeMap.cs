namespace DmaRules.Runtime.Units;

/// <summary>A value that belongs to a run of positions and can be cut.</summary>
public interface ISliceable<T> : IEquatable<T>
{
    /// <summary>The value that belongs to the position so many further on.</summary>
    T Skip(ulong count);
}

/// <summary>Values over runs of 64-bit positions, sorted and merged: page states, contents, TCEs,
/// slots. The cost is that of the runs, however many positions they cover. A run must end at or
/// below 2^64 - 1.</summary>
public sealed class RangeMap<T>
    where T : struct, ISliceable<T>
{
    private Run[] _runs = new Run[8];
    private int _count;

    /// <summary>All runs, lowest first.</summary>
    public ReadOnlySpan<Run> Runs => _runs.AsSpan(0, _count);

    /// <summary>The sum of all lengths.</summary>
    public ulong Covered
    {
        get
        {
            var sum = 0UL;
            foreach (ref readonly var run in Runs)
            {
                sum += run.Length;
            }

            return sum;
        }
    }

    /// <summary>Forgets all runs; keeps the room.</summary>
    public void Clear() => _count = 0;

    /// <summary>The index of the first run that ends behind a position.</summary>
    public int IndexFrom(ulong position)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _runs[middle].End > position ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The run that covers a position, cut so that it starts there.</summary>
    public bool TryFind(ulong position, out Run found)
    {
        var index = IndexFrom(position);
        if (index < _count && _runs[index].Start <= position)
        {
            found = _runs[index].From(position);
            return true;
        }

        found = default;
        return false;
    }

    /// <summary>Gives a run its value, whatever it had before.</summary>
    public void Set(ulong start, ulong length, T value)
    {
        if (length == 0)
        {
            return;
        }

        Remove(start, length);
        var index = IndexFrom(start);
        var run = new Run(start, length, value);
        if (index < _count && run.IsContinuedBy(_runs[index]))
        {
            run = run with { Length = length + _runs[index].Length };
            RemoveAt(index);
        }

        if (index > 0 && _runs[index - 1].IsContinuedBy(run))
        {
            _runs[index - 1] =
                _runs[index - 1] with { Length = _runs[index - 1].Length + run.Length };
            return;
        }

        InsertAt(index, run);
    }

    /// <summary>Takes the values away from a run of positions.</summary>
    public void Remove(ulong start, ulong length)
    {
        var end = start + length;
        var index = IndexFrom(start);
        while (length > 0 && index < _count && _runs[index].Start < end)
        {
            var run = _runs[index];
            RemoveAt(index);
            if (run.Start < start)
            {
                InsertAt(index++, run with { Length = start - run.Start });
            }

            if (run.End > end)
            {
                InsertAt(index++, run.From(end));
            }
        }
    }

    private void InsertAt(int index, Run run)
    {
        if (_count == _runs.Length)
        {
            Array.Resize(ref _runs, _count * 2);
        }

        Array.Copy(_runs, index, _runs, index + 1, _count - index);
        _runs[index] = run;
        _count++;
    }

    private void RemoveAt(int index)
    {
        _count--;
        Array.Copy(_runs, index + 1, _runs, index, _count - index);
    }

    /// <summary>So many positions from a start, and the value at the first of them.</summary>
    public readonly record struct Run(ulong Start, ulong Length, T Value)
    {
        /// <summary>The first position behind the run.</summary>
        public ulong End => Start + Length;

        /// <summary>What is left of the run from a position inside it.</summary>
        public Run From(ulong position) =>
            new(position, End - position, Value.Skip(position - Start));

        internal bool IsContinuedBy(Run next) =>
            End == next.Start && Value.Skip(Length).Equals(next.Value);
    }
}
