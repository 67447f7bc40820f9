namespace DmaRules.Runtime.Dma;

/// <summary>Why an operation failed, broke or leaked: the words of facts/kernel-dispatch.md 9, and
/// ours for what those do not cover.</summary>
public enum DmaReason
{
    /// <summary>The PE has no table.</summary>
    IommuTableUnavailable,

    /// <summary>The table starts above the mask.</summary>
    IommuOffsetExceedsMask,

    /// <summary>No free TCE below the mask.</summary>
    IommuRangeExhausted,

    /// <summary>dma_direct_supported() says no.</summary>
    MaskTooSmall,

    /// <summary>The buffer lies above the mask, and nothing can bounce it.</summary>
    DmaAddressExceedsMask,

    /// <summary>The bounce pool lies above the mask.</summary>
    BounceAddressExceedsMask,

    /// <summary>A bounce is needed and there is no pool.</summary>
    SwiotlbPoolAbsent,

    /// <summary>More than 128 slots in a row.</summary>
    ExceedsSwiotlbMax,

    /// <summary>No free slots in a row.</summary>
    SwiotlbFull,

    /// <summary>No page of the allocator lies below the coherent mask.</summary>
    CoherentMaskBelowBusAddress,

    /// <summary>An atomic allocation in a secure guest.</summary>
    NoCoherentPoolForAtomic,

    /// <summary>The pool does not fit into the default window.</summary>
    PoolLargerThanLowWindow,

    /// <summary>There is no way to map a device's registers on this path.</summary>
    NoResourceMapping,

    /// <summary>A huge window cannot map memory that is to be added.</summary>
    HotplugVetoed,

    /// <summary>A page of memory that is to be removed is in use.</summary>
    MemoryInUse,

    /// <summary>The policy refused.</summary>
    Refused,

    /// <summary>The policy broke its own word (`unique`, `any`, `otherwise impossible`) and decided
    /// nothing.</summary>
    Undecided,

    /// <summary>The search for free slots never ends, with interrupts off
    /// (facts/swiotlb-and-traces.md 1.6).</summary>
    SwiotlbSearchEndless,

    /// <summary>The page was private: the device read ciphertext.</summary>
    DeviceSeesCiphertext,

    /// <summary>The device used an address that no TCE maps.</summary>
    NoTceForBusAddress,

    /// <summary>The device wrote to a private page.</summary>
    PrivatePageIntegrity,

    /// <summary>A sync took a path that copies nothing, and old data was seen.</summary>
    SyncDoesNotCopy,

    /// <summary>Sharing the buffer's page zeroed what the driver had written.</summary>
    SharingZeroedTheBuffer,

    /// <summary>What the device wrote never reached the buffer.</summary>
    DataNotDelivered,

    /// <summary>Plaintext that the guest did not mean to give away, to both.</summary>
    HypervisorAndDevice,

    /// <summary>The same, but the device has no TCE for it.</summary>
    HypervisorOnly,

    /// <summary>A private page is mapped: the device reads ciphertext.</summary>
    CiphertextOnly,

    /// <summary>What another device's bounce slots hold.</summary>
    OtherDeviceBounce,
}
