using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Scatter-gather lists: dma_map_sg() and dma_unmap_sg(). The path is decided once for the
/// whole list; entries whose addresses lie in a row become one (facts/real-kernels.md "What was
/// observed").</summary>
internal sealed class DmaLists(DmaDirect direct, DmaIommu iommu)
{
    /// <summary>Maps every entry, or none: what was mapped before one failed is unmapped without a
    /// copy (facts/swiotlb-and-traces.md 2.1). What the device is given goes to
    /// <paramref name="made"/>.</summary>
    public DmaReason? Map(
        DmaDevice device, ReadOnlySpan<DmaRequest> requests, PathChoice path, List<DmaMapping> made)
    {
        made.Clear();
        if (path is { Action: PathAction.Iommu, By: PathBy.Itself }
            && DmaIommu.MapsListsWhole(device))
        {
            return iommu.MapWhole(device, requests, path, made);
        }

        foreach (ref readonly var request in requests)
        {
            var result = MapOne(device, request, path, made);
            if (result.Failure is { } failure)
            {
                GiveUp(device, path, made);
                return failure;
            }

            Join(device, made, result.Mapping);
        }

        return null;
    }

    private void GiveUp(DmaDevice device, PathChoice path, List<DmaMapping> made)
    {
        foreach (var mapping in made)
        {
            var unsynced = mapping with { SkipsCpuSync = true };
            if (path.Action == PathAction.Iommu)
            {
                iommu.Unmap(device, unsynced);
            }
            else
            {
                direct.Unmap(device, unsynced);
            }
        }

        made.Clear();
    }

    private DmaResult MapOne(
        DmaDevice device, in DmaRequest request, PathChoice path, List<DmaMapping> made) =>
        path.Action switch
        {
            PathAction.Refuse => DmaResult.Fail(DmaReason.Refused),
            PathAction.Undecided => DmaResult.Fail(DmaReason.Undecided),
            PathAction.Iommu => iommu.Map(
                device, request, path, made.Count > 0 ? made[^1].Bus + made[^1].Size : default),
            _ => direct.Map(device, request, path),
        };

    internal static void Join(DmaDevice device, List<DmaMapping> made, in DmaMapping next)
    {
        var isJoined = made.Count > 0
            && next is { Path: { Action: PathAction.Iommu, By: PathBy.Itself }, Slot: null }
            && made[^1].Bus + made[^1].Size == next.Bus
            && made[^1].Size + next.Size <= device.MaxSegment;
        if (isJoined)
        {
            made[^1] = made[^1] with { Size = made[^1].Size + next.Size };
        }
        else
        {
            made.Add(next);
        }
    }
}
