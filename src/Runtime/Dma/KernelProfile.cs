using System.Collections.Immutable;
using DmaRules.Runtime.Memory.Swiotlb;

namespace DmaRules.Runtime.Dma;

/// <summary>What becomes of the default window when a PE has room for only one.</summary>
public enum DefaultWindowRemoval
{
    /// <summary>It stays, and the huge window is not had.</summary>
    Never,

    /// <summary>It goes, but the device's table pointer still names it.</summary>
    LeavesStaleTable,

    /// <summary>It goes, and the device has no table.</summary>
    ClearsTable,
}

/// <summary>How a release bounces (facts/kernel-dispatch.md).</summary>
/// <param name="ForcesInSecureGuest">init_svm makes and shares a pool and forces bouncing, whatever
/// <c>swiotlb=</c> says (v5.4..v5.18; 4.4, 5.3).</param>
/// <param name="KeepsPoolIfForced">A pool is there when <c>swiotlb=force</c> asks for one, in any
/// guest; before v5.19 a normal guest's is torn down (2.1, 2.5).</param>
/// <param name="CopiesInForReceive">A bounced FROM_DEVICE map copies the buffer in (v5.17;
/// 5.2).</param>
/// <param name="Generation">In which order slots are searched.</param>
public sealed record BounceProfile(
    bool ForcesInSecureGuest,
    bool KeepsPoolIfForced,
    bool CopiesInForReceive,
    SwiotlbGeneration Generation);

/// <summary>How one kernel release carries out what a policy decides: data, one record a release.
/// What a policy may decide itself is not here. Sections are those of
/// facts/kernel-dispatch.md.</summary>
/// <param name="Name">The release, as a policy's <c>kernel</c> names it.</param>
/// <param name="SharesCoherentPages">Secure guests are known (PPC_SVM, v5.4): dma_direct shares the
/// pages that it allocates (4.2, 5.4).</param>
/// <param name="Bounce">How it bounces; null: on pseries no pool outlives the boot (2.1).</param>
/// <param name="WantsMaskOverOffset">dma_direct_supported() wants a mask that reaches memory at the
/// device's offset; from v5.6 on 32 bits always do (5.5).</param>
/// <param name="TakesSmallWindow">A huge window that is smaller than RAM becomes the new table
/// (v5.15; 3.2). </param>
/// <param name="DefaultWindowRemoval">What happens where the huge window displaces the default one
/// (3.2, 2.5). </param>
/// <param name="LimitsDirectForPmem">With persistent memory the huge window sets bus_dma_limit and
/// mappings are judged one by one (v5.11; 2.4).</param>
/// <param name="NarrowWindowNeedsLimitedAddressing">A huge window for a mask below 64 bits needs
/// the firmware's limited addressing, and failing to get it is remembered (6.12.117; 3.2).</param>
/// <param name="SkipsMemoryAboveHotplugMax">Memory that comes above hotplug_max is put into no
/// window; before that a window too small for it vetoes (3.2).</param>
/// <param name="SizesWindowByHotplugMemory">The huge window is sized from the properties of
/// hot-plug memory: a guest that has none asks for 2^0 bytes, is refused, and the call that asked
/// is answered as if it had a window, once (6.12.95; facts/real-kernels.md, defect 1).</param>
/// <param name="RequiredMaskQueryDecides">dma_get_required_mask() runs the mask decision again
/// (2.5).</param>
/// <param name="AtomicNeedsCoherentPool">An atomic allocation in a secure guest is NULL: it wants a
/// pool that powerpc does not have (2.5).</param>
public sealed record KernelProfile(
    string Name,
    bool SharesCoherentPages,
    BounceProfile? Bounce,
    bool WantsMaskOverOffset,
    bool TakesSmallWindow,
    DefaultWindowRemoval DefaultWindowRemoval,
    bool LimitsDirectForPmem,
    bool NarrowWindowNeedsLimitedAddressing,
    bool SkipsMemoryAboveHotplugMax,
    bool SizesWindowByHotplugMemory,
    bool RequiredMaskQueryDecides,
    bool AtomicNeedsCoherentPool)
{
    /// <summary>v5.3, before edea902c1c1e (2.1): no secure guests yet.</summary>
    public static KernelProfile V53 { get; } = new(
        "v5.3",
        SharesCoherentPages: false,
        Bounce: null,
        WantsMaskOverOffset: true,
        TakesSmallWindow: false,
        DefaultWindowRemoval.Never,
        LimitsDirectForPmem: false,
        NarrowWindowNeedsLimitedAddressing: false,
        SkipsMemoryAboveHotplugMax: false,
        SizesWindowByHotplugMemory: false,
        RequiredMaskQueryDecides: false,
        AtomicNeedsCoherentPool: false);

    /// <summary>v5.4, edea902c1c1e (2.2): PPC_SVM and init_svm.</summary>
    public static KernelProfile V54 { get; } = V53 with
    {
        Name = "v5.4",
        SharesCoherentPages = true,
        Bounce = new BounceProfile(
            ForcesInSecureGuest: true,
            KeepsPoolIfForced: false,
            CopiesInForReceive: false,
            SwiotlbGeneration.V54),
    };

    /// <summary>v5.6, d862b44133b7 (2.3): 91ef26f91417 relaxed dma_direct_supported().</summary>
    public static KernelProfile V56 { get; } =
        V54 with { Name = "v5.6", WantsMaskOverOffset = false };

    /// <summary>v5.9, f1565c24b596 (2.4): another dispatch, the same mechanics.</summary>
    public static KernelProfile V59 { get; } = V56 with { Name = "v5.9" };

    /// <summary>6.1.192 (2.5): the pool by flags, dynamic windows, pmem, copies in both
    /// directions.</summary>
    public static KernelProfile V61 { get; } = V59 with
    {
        Name = "v6.1",
        Bounce = new BounceProfile(
            ForcesInSecureGuest: false,
            KeepsPoolIfForced: true,
            CopiesInForReceive: true,
            SwiotlbGeneration.V61),
        TakesSmallWindow = true,
        DefaultWindowRemoval = DefaultWindowRemoval.LeavesStaleTable,
        LimitsDirectForPmem = true,
        RequiredMaskQueryDecides = true,
        AtomicNeedsCoherentPool = true,
    };

    /// <summary>6.12.117 (2.5, 3.2): a removed table is cleared, masks of 33..63 bits may have a
    /// window.</summary>
    public static KernelProfile V612 { get; } = V61 with
    {
        Name = "v6.12",
        Bounce = V61.Bounce! with { Generation = SwiotlbGeneration.V612 },
        DefaultWindowRemoval = DefaultWindowRemoval.ClearsTable,
        NarrowWindowNeedsLimitedAddressing = true,
        SkipsMemoryAboveHotplugMax = true,
        SizesWindowByHotplugMemory = true,
    };

    /// <summary>Every release, oldest first.</summary>
    public static ImmutableArray<KernelProfile> All { get; } = [V53, V54, V56, V59, V61, V612];

    /// <summary>The profile of that name, or null.</summary>
    public static KernelProfile? Find(string name) => All.FirstOrDefault(k => k.Name == name);
}
