using System.Collections.Immutable;
using System.Diagnostics;

namespace DmaRules.Runtime.Dma;

/// <summary>The words that reports, policies and recorded cases use for reasons.</summary>
public static class DmaReasonWords
{
    /// <summary>Reasons of <c>fails</c>: the driver is told.</summary>
    public static ImmutableArray<string> OfFailure { get; } = UpTo(DmaReason.Undecided, from: 0);

    /// <summary>Reasons of <c>breaks</c>: nobody is told.</summary>
    public static ImmutableArray<string> OfBreakage { get; } =
        UpTo(DmaReason.DataNotDelivered, from: DmaReason.Undecided + 1);

    /// <summary>Reasons of <c>leaks</c>.</summary>
    public static ImmutableArray<string> OfLeak { get; } =
        UpTo(DmaReason.OtherDeviceBounce, from: DmaReason.DataNotDelivered + 1);

    /// <summary>Every reason.</summary>
    public static ImmutableArray<string> All { get; } = [.. OfFailure, .. OfBreakage, .. OfLeak];

    /// <summary>Whether the driver is told: a call fails, and nothing else is lost.</summary>
    public static bool IsTold(this DmaReason reason) => reason <= DmaReason.Undecided;

    /// <summary>The word of a reason.</summary>
    public static string Word(this DmaReason reason) => reason switch
    {
        DmaReason.IommuTableUnavailable => "iommu_table_unavailable",
        DmaReason.IommuOffsetExceedsMask => "iommu_offset_exceeds_mask",
        DmaReason.IommuRangeExhausted => "iommu_range_exhausted",
        DmaReason.MaskTooSmall => "EIO_mask_too_small",
        DmaReason.DmaAddressExceedsMask => "dma_address_exceeds_mask",
        DmaReason.BounceAddressExceedsMask => "bounce_address_exceeds_mask",
        DmaReason.SwiotlbPoolAbsent => "swiotlb_pool_absent",
        DmaReason.ExceedsSwiotlbMax => "exceeds_swiotlb_max_256k",
        DmaReason.SwiotlbFull => "swiotlb_full",
        DmaReason.CoherentMaskBelowBusAddress => "coherent_mask_below_bus_address",
        DmaReason.NoCoherentPoolForAtomic => "no_coherent_pool_for_atomic",
        DmaReason.PoolLargerThanLowWindow => "io_tlb_larger_than_32bit_window",
        DmaReason.NoResourceMapping => "no_resource_mapping",
        DmaReason.HotplugVetoed => "hotplug_vetoed",
        DmaReason.MemoryInUse => "memory_in_use",
        DmaReason.Refused => "refused",
        DmaReason.Undecided => "undecided",
        DmaReason.SwiotlbSearchEndless => "swiotlb_search_endless",
        DmaReason.DeviceSeesCiphertext => "device_sees_ciphertext",
        DmaReason.NoTceForBusAddress => "no_tce_for_bus_address",
        DmaReason.PrivatePageIntegrity => "private_page_integrity",
        DmaReason.SyncDoesNotCopy => "sync_does_not_copy",
        DmaReason.SharingZeroedTheBuffer => "sharing_zeroed_the_buffer",
        DmaReason.DataNotDelivered => "data_not_delivered",
        DmaReason.HypervisorAndDevice => "hypervisor_and_device",
        DmaReason.HypervisorOnly => "hypervisor_only",
        DmaReason.CiphertextOnly => "ciphertext_only",
        DmaReason.OtherDeviceBounce => "other_device_bounce_data",
        _ => throw new UnreachableException(),
    };

    private static ImmutableArray<string> UpTo(DmaReason last, DmaReason from)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var reason = from; reason <= last; reason++)
        {
            words.Add(reason.Word());
        }

        return words.ToImmutable();
    }
}
