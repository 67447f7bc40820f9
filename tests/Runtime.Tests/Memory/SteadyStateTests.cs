using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>What is done a million times allocates nothing.</summary>
public sealed class SteadyStateTests
{
    [Theory]
    [InlineData(SwiotlbGeneration.V54)]
    [InlineData(SwiotlbGeneration.V61)]
    [InlineData(SwiotlbGeneration.V612)]
    public void TakingAndReleasingSlotsAllocatesNothing(SwiotlbGeneration generation)
    {
        var pool = new SwiotlbPool();
        var layout = new PoolLayout(
            new PhysAddr(0x3000_0000), new SlotCount(1024), 1, PageSize.Of4K, generation);

        // The runtime itself may allocate while it still compiles better code for the loop.
        Enumerable.Range(0, 20).Min(_ => AllocatedBy(pool, layout)).ShouldBe(0);
    }

    private static long AllocatedBy(SwiotlbPool pool, PoolLayout layout)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            Cycle(pool, layout);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Cycle(SwiotlbPool pool, PoolLayout layout)
    {
        pool.Reset(layout);
        for (var i = 0UL; i < 200; i++)
        {
            var request = new SlotRequest(
                new PhysAddr(0x1_0000_0000 + (i * 77)), new ByteCount(1 + (i * 131)), default);
            if (pool.TryTake(request, out var copy) == SlotSearchEnd.Found && i % 3 != 0)
            {
                pool.Release(copy);
            }
        }
    }
}
