using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Testing;

/// <summary>Where the machine changes its mind about a given size or address, whatever the policy
/// says: what a <c>-</c> must not miss.</summary>
internal static class MachineLimits
{
    /// <summary>Facts that the machine compares with each other: whether the pool fits into the low
    /// window, and a request into the pool.</summary>
    public static ImmutableArray<(FactSymbol Left, FactSymbol Right)> Compared { get; } =
    [
        (DmaSchema.PoolSize, DmaSchema.LowWindowSize),
        (DmaSchema.MapSize, DmaSchema.PoolSize),
    ];

    /// <summary>Facts and a limit of each: the longest bounced request, the two page sizes, and
    /// what masks of 31 and 32 bits reach.</summary>
    public static ImmutableArray<(FactSymbol Fact, ulong Value)> Constants { get; } =
    [
        (DmaSchema.MapSize, SwiotlbPool.MaxMapping.Value),
        (DmaSchema.MapSize, PageSize.Of64K.Bytes.Value),
        (DmaSchema.PageSize, PageSize.Of4K.Bytes.Value),
        (DmaSchema.LowWindowSize, ByteCount.GiB(2).Value),
        (DmaSchema.LowWindowSize, ByteCount.GiB(4).Value),
        (DmaSchema.LowWindowBase, ByteCount.GiB(2).Value),
        (DmaSchema.LowWindowBase, ByteCount.GiB(4).Value),
        (DmaSchema.Ram, ByteCount.GiB(2).Value),
        (DmaSchema.Ram, ByteCount.GiB(4).Value),
    ];

    /// <summary>How far a fact's next value is: some come in whole pages only.</summary>
    public static ulong StepOf(FactSymbol fact) =>
        fact == DmaSchema.PoolSize || fact == DmaSchema.LowWindowSize
            || fact == DmaSchema.LowWindowBase || fact == DmaSchema.Ram
                ? PageSize.Of64K.Bytes.Value
                : 1;
}
