namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>Which free entries of a table a mapping gets.</summary>
internal interface IEntrySearch
{
    /// <summary>Finds so many free entries in a row; false if there are none.</summary>
    bool TryFind(TceMap map, in TceRequest request, ulong count, out ulong entry);

    /// <summary>Entries that it gave are mapped no longer.</summary>
    void Release(ulong entry, ulong count);

    /// <summary>Some milliseconds go by.</summary>
    void PassTime();

    /// <summary>Everything is free again.</summary>
    void Reset();
}
