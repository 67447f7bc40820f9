using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Iommu;

/// <summary>What a TCE allows (facts/kernel-dispatch.md 3.4): bit 0 read, bit 1 write.</summary>
[Flags]
public enum TceAccess
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>TCE_PCI_READ.</summary>
    Read = 1,

    /// <summary>TCE_PCI_WRITE.</summary>
    Write = 2,
}

/// <summary>One translation entry, or the first of a run of entries for pages in a row.</summary>
public readonly record struct Tce(
    PhysAddr RealPage, PageSize PageSize, TceAccess Access) : ISliceable<Tce>
{
    /// <inheritdoc/>
    public Tce Skip(ulong count) =>
        this with { RealPage = RealPage + (new TceCount(count) * PageSize) };
}
