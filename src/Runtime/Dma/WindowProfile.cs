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

/// <summary>How a release deals with the huge windows of pseries. Sections are those of
/// facts/kernel-dispatch.md.</summary>
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
public sealed record WindowProfile(
    bool WantsMaskOverOffset,
    bool TakesSmallWindow,
    DefaultWindowRemoval DefaultWindowRemoval,
    bool LimitsDirectForPmem,
    bool NarrowWindowNeedsLimitedAddressing,
    bool SkipsMemoryAboveHotplugMax,
    bool SizesWindowByHotplugMemory,
    bool RequiredMaskQueryDecides);
