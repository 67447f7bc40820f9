using System.Collections.Immutable;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>What a platform is, whatever the release: how its memory lies, and who translates for
/// its devices.</summary>
/// <param name="Name">As a policy's <c>kernel ... on</c> names it.</param>
/// <param name="ZoneEnds">Where the zones end that coherent memory for narrow masks comes from,
/// lowest first; a last one holds all of memory.</param>
/// <param name="HasDomains">Devices are translated by an IOMMU domain of their own, with I/O
/// virtual addresses made for everything; else by a PE's windows and TCEs.</param>
/// <param name="KeepsPoolForHighMemory">A bounce pool is there wherever memory reaches beyond 4
/// GiB (facts/swiotlb-and-traces.md 1.1).</param>
public sealed record Platform(
    string Name,
    ImmutableArray<ByteCount> ZoneEnds,
    bool HasDomains,
    bool KeepsPoolForHighMemory)
{
    private static readonly ByteCount SmallestSplit = new(0xB000_0000);

    /// <summary>A pseries guest: memory in one run, ZONE_DMA of 2 GiB.</summary>
    public static Platform Pseries { get; } = new(
        "pseries", [ByteCount.GiB(2)], HasDomains: false, KeepsPoolForHighMemory: false);

    /// <summary>A PC with PCI Express: the registers of devices lie below 4 GiB, and memory goes on
    /// behind them; ZONE_DMA of 16 MiB, ZONE_DMA32.</summary>
    public static Platform Amd64 { get; } = new(
        "amd64",
        [ByteCount.MiB(16), ByteCount.GiB(4)],
        HasDomains: true,
        KeepsPoolForHighMemory: true);

    /// <summary>How much of a guest's memory lies below the hole; all of it where there is none
    /// (recorded: 1 GiB in one run, of 6 GiB four behind the hole).</summary>
    public ByteCount LowRamOf(ByteCount ram) =>
        HasDomains && ram >= SmallestSplit ? ByteCount.GiB(2) : ram;
}

/// <summary>Which IOMMU domain the devices of a guest are in.</summary>
public enum IommuDomain
{
    /// <summary>There is no IOMMU, or it is off.</summary>
    None,

    /// <summary><c>iommu=pt</c>: bus addresses are physical ones.</summary>
    Identity,

    /// <summary>Addresses are made for each mapping.</summary>
    Dma,
}
