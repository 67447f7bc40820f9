using System.Collections.Immutable;
using DmaRules.Runtime.Memory.Swiotlb;

namespace DmaRules.Runtime.Dma;

/// <summary>How a release bounces (facts/kernel-dispatch.md).</summary>
/// <param name="ForcesInSecureGuest">init_svm makes and shares a pool and forces bouncing, whatever
/// <c>swiotlb=</c> says (v5.4..v5.18; 4.4, 5.3).</param>
/// <param name="KeepsPoolIfForced">A pool is there when <c>swiotlb=force</c> asks for one, in any
/// guest; before v5.19 a normal guest's is torn down (2.1, 2.5).</param>
/// <param name="CopiesInForReceive">A bounced map always copies the buffer in, for FROM_DEVICE and
/// SKIP_CPU_SYNC too (v5.17; 5.2).</param>
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
/// <param name="Platform">What it runs on.</param>
/// <param name="SharesCoherentPages">Secure guests are known (PPC_SVM, v5.4): dma_direct shares the
/// pages that it allocates (4.2, 5.4).</param>
/// <param name="Bounce">How it bounces; null: on pseries no pool outlives the boot (2.1).</param>
/// <param name="Windows">How it deals with huge windows; null: the platform has none.</param>
/// <param name="AtomicNeedsCoherentPool">An atomic allocation in a secure guest is NULL: it wants a
/// pool that powerpc does not have (2.5).</param>
public sealed record KernelProfile(
    string Name,
    Platform Platform,
    bool SharesCoherentPages,
    BounceProfile? Bounce,
    WindowProfile? Windows,
    bool AtomicNeedsCoherentPool)
{
    private static readonly WindowProfile WindowsOfV53 = new(
        WantsMaskOverOffset: true,
        TakesSmallWindow: false,
        DefaultWindowRemoval.Never,
        LimitsDirectForPmem: false,
        NarrowWindowNeedsLimitedAddressing: false,
        SkipsMemoryAboveHotplugMax: false,
        SizesWindowByHotplugMemory: false,
        RequiredMaskQueryDecides: false);

    /// <summary>v5.3, before edea902c1c1e (2.1): no secure guests yet.</summary>
    public static KernelProfile V53 { get; } = new(
        "v5.3",
        Platform.Pseries,
        SharesCoherentPages: false,
        Bounce: null,
        WindowsOfV53,
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
    public static KernelProfile V56 { get; } = V54 with
    {
        Name = "v5.6",
        Windows = WindowsOfV53 with { WantsMaskOverOffset = false },
    };

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
        Windows = V59.Windows! with
        {
            TakesSmallWindow = true,
            DefaultWindowRemoval = DefaultWindowRemoval.LeavesStaleTable,
            LimitsDirectForPmem = true,
            RequiredMaskQueryDecides = true,
        },
        AtomicNeedsCoherentPool = true,
    };

    /// <summary>6.12.117 (2.5, 3.2): a removed table is cleared, masks of 33..63 bits may have a
    /// window.</summary>
    public static KernelProfile V612 { get; } = V61 with
    {
        Name = "v6.12",
        Bounce = V61.Bounce! with { Generation = SwiotlbGeneration.V612 },
        Windows = V61.Windows! with
        {
            DefaultWindowRemoval = DefaultWindowRemoval.ClearsTable,
            NarrowWindowNeedsLimitedAddressing = true,
            SkipsMemoryAboveHotplugMax = true,
            SizesWindowByHotplugMemory = true,
        },
    };

    /// <summary>6.12.95 on amd64 (facts/real-kernels.md "What was observed"). A confidential guest
    /// forces bouncing and shares what it allocates (facts/swiotlb-and-traces.md 1.1).</summary>
    public static KernelProfile V612OnAmd64 { get; } = V612 with
    {
        Platform = Platform.Amd64,
        Bounce = V612.Bounce! with { ForcesInSecureGuest = true },
        Windows = null,
        AtomicNeedsCoherentPool = false,
    };

    /// <summary>Every release, oldest first; those of pseries, then those of amd64.</summary>
    public static ImmutableArray<KernelProfile> All { get; } =
        [V53, V54, V56, V59, V61, V612, V612OnAmd64];

    /// <summary>The release and its platform, as a policy names them.</summary>
    public string Title => $"{Name} on {Platform.Name}";

    /// <summary>The profile of that name, or null.</summary>
    public static KernelProfile? Find(string name, string platform) =>
        All.FirstOrDefault(k => k.Name == name && k.Platform.Name == platform);
}
