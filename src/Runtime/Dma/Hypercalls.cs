namespace DmaRules.Runtime.Dma;

/// <summary>The hypercalls that TCEs cost (facts/kernel-dispatch.md 3.4, 4.6; facts/real-kernels.md
/// "What was observed"): one entry is put by H_PUT_TCE, more of them from a list of at most 512,
/// and up to 512 are cleared by one H_STUFF_TCE. Without multi-TCE calls each entry costs an
/// H_PUT_TCE.</summary>
public sealed class Hypercalls
{
    /// <summary>How many entries a list page holds, and one clearing call clears.</summary>
    public const ulong EntriesPerCall = 512;

    private bool _hasMultiTce = true;
    private bool _mayShareLists = true;

    /// <summary>H_PUT_TCE.</summary>
    public ulong PutTce { get; private set; }

    /// <summary>H_PUT_TCE_INDIRECT.</summary>
    public ulong PutTceLists { get; private set; }

    /// <summary>H_STUFF_TCE.</summary>
    public ulong ClearTces { get; private set; }

    /// <summary>All of them.</summary>
    public ulong All => PutTce + PutTceLists + ClearTces;

    /// <summary>Counts anew. A guest whose pages are private gives no list page away, so it puts
    /// entry by entry (4.6).</summary>
    public void Reset(bool hasMultiTce, bool mayShareLists)
    {
        (_hasMultiTce, _mayShareLists) = (hasMultiTce, mayShareLists);
        (PutTce, PutTceLists, ClearTces) = (0, 0, 0);
    }

    /// <summary>Entries for one mapping.</summary>
    public void Put(ulong entries)
    {
        if (entries == 1)
        {
            PutTce++;
        }
        else
        {
            PutMany(entries);
        }
    }

    /// <summary>Entries of a standing mapping, which go by lists however many they are.</summary>
    public void PutMany(ulong entries)
    {
        if (_hasMultiTce && _mayShareLists)
        {
            PutTceLists += CallsFor(entries);
        }
        else
        {
            PutTce += entries;
        }
    }

    /// <summary>Entries of one mapping are cleared.</summary>
    public void Clear(ulong entries)
    {
        if (_hasMultiTce)
        {
            ClearTces += CallsFor(entries);
        }
        else
        {
            PutTce += entries;
        }
    }

    private static ulong CallsFor(ulong entries) => (entries + EntriesPerCall - 1) / EntriesPerCall;
}
