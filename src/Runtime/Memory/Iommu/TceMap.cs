using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>What is searched: so many entries from a start up to an end, the first of them a
/// multiple of 2 to a power.</summary>
internal readonly record struct TceStretch(ulong Start, ulong End, ulong Count, int AlignOrder);

/// <summary>Which entries of a table are taken, and by what.</summary>
internal sealed class TceMap(ulong first)
{
    /// <summary>The entries in use, by number.</summary>
    public RangeMap<Tce> Taken { get; } = new();

    /// <summary>The first free run in a stretch that crosses no boundary; one lies every so many
    /// entries, counted from so many entries before the table.</summary>
    public bool TryFindFree(
        TceStretch stretch, (ulong Shift, ulong Size) boundary, out ulong entry)
    {
        var align = (1UL << stretch.AlignOrder) - 1;
        entry = Math.Max(stretch.Start, first);
        while (true)
        {
            entry = (entry + align) & ~align;
            if (entry > stretch.End || stretch.End - entry < stretch.Count)
            {
                return false;
            }

            var inside = (boundary.Shift + entry) & (boundary.Size - 1);
            var run = Taken.IndexFrom(entry);
            if (run < Taken.Runs.Length && Taken.Runs[run].Start < entry + stretch.Count)
            {
                entry = Taken.Runs[run].End;
            }
            else if (inside + stretch.Count > boundary.Size)
            {
                entry += boundary.Size - inside;
            }
            else
            {
                return true;
            }
        }
    }
}
