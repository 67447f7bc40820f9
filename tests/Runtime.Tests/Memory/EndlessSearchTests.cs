using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>The search of 6.1-class kernels that never ends (facts/swiotlb-and-traces.md
/// 1.6).</summary>
public sealed class EndlessSearchTests
{
    private const ulong Buffer = 0x1_0000_0000;
    private static readonly ulong[] LowBits = [0, 0x200, 0x800, 0xa00];

    public static TheoryData<SwiotlbGeneration> OtherGenerations =>
        [SwiotlbGeneration.V54, SwiotlbGeneration.V612];

    [Fact]
    public void TheFirstMappingOfAPoolAlwaysHasAnEnd() =>
        Firsts(SwiotlbGeneration.V61).ShouldAllBe(f => f.End != SlotSearchEnd.Endless);

    [Fact]
    public void TwoMappingsAreEnough()
    {
        var pool = PoolOf(SwiotlbGeneration.V61);

        pool.TryTake(RequestFor(Buffer, ByteCount.KiB(252)), out _).ShouldBe(SlotSearchEnd.Found);
        pool.TryTake(RequestFor(Buffer + 0x800, ByteCount.KiB(4)), out _)
            .ShouldBe(SlotSearchEnd.Endless);
        pool.Used.Value.ShouldBe(126UL);
    }

    [Fact]
    public void SomeFirstMappingsLeaveNoEndToASecondOne() =>
        Seconds(SwiotlbGeneration.V61).ShouldContain(SlotSearchEnd.Endless);

    [Theory]
    [MemberData(nameof(OtherGenerations))]
    public void OtherReleasesAlwaysComeToAnEnd(SwiotlbGeneration generation)
    {
        Firsts(generation).ShouldAllBe(f => f.End != SlotSearchEnd.Endless);
        Seconds(generation).ShouldNotContain(SlotSearchEnd.Endless);
    }

    // Every first mapping of a new pool of one segment, in steps of half a slot.
    private static IEnumerable<(SwiotlbPool Pool, SlotSearchEnd End)> Firsts(
        SwiotlbGeneration generation) =>
        from low in LowBits
        from size in Enumerable.Range(1, 256)
        let pool = PoolOf(generation)
        select (pool, pool.TryTake(
            RequestFor(Buffer + low, new ByteCount((ulong)size * 1024)), out _));

    private static IEnumerable<SlotSearchEnd> Seconds(SwiotlbGeneration generation) =>
        from first in Firsts(generation)
        where first.End == SlotSearchEnd.Found
        select first.Pool.TryTake(RequestFor(Buffer + 0x800, ByteCount.KiB(4)), out _);

    private static SlotRequest RequestFor(ulong buffer, ByteCount size) =>
        new(new PhysAddr(buffer), size, new BusAddr(0x3000_0000), MinAlignMask: 4095);

    private static SwiotlbPool PoolOf(SwiotlbGeneration generation)
    {
        var pool = new SwiotlbPool();
        pool.Reset(new PoolLayout(
            new PhysAddr(0x3000_0000), new SlotCount(128), 1, PageSize.Of64K, generation));
        return pool;
    }
}
