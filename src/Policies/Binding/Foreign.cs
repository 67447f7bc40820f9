using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Binding;

/// <summary>Facts that mean nothing on a platform: whoever gives one there is mistaken.</summary>
internal static class Foreign
{
    private static readonly ImmutableHashSet<FactSymbol> OfWindows =
    [
        DmaSchema.Ddw, DmaSchema.LowWindowSize, DmaSchema.LowWindowBase, DmaSchema.OneWindow,
        DmaSchema.LimitedAddressing, DmaSchema.Pmem, DmaSchema.HotplugMemory, DmaSchema.TableFull,
        DmaSchema.IommuOff, DmaSchema.FixedIsWeak, DmaSchema.WeakOrdering,
    ];

    /// <summary>Whether a platform has no such thing.</summary>
    public static bool Is(FactSymbol fact, Platform platform) =>
        platform.HasDomains ? OfWindows.Contains(fact) : fact == DmaSchema.Domain;
}
