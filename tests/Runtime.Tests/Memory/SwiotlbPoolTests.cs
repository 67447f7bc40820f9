using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

public sealed class SwiotlbPoolTests
{
    private static readonly PhysAddr Start = new(0xFC00_0000);
    private static readonly PhysAddr Buffer = new(0x2_0000_0000);
    private readonly SwiotlbPool _pool = new(new LowestSlotSearch());

    [Fact]
    public void WithoutMemoryThereIsNoPool()
    {
        _pool.Reset(Start, ByteCount.Zero);

        _pool.Exists.ShouldBeFalse();
        _pool.Contains(Start).ShouldBeFalse();
        _pool.TryTake(Buffer, new ByteCount(1), out _).ShouldBeFalse();
    }

    [Fact]
    public void AMappingRoundsUpToSlotsOfTwoKiB()
    {
        _pool.Reset(Start, ByteCount.MiB(64));

        _pool.Slots.ShouldBe(new SlotCount(32768));
        _pool.TryTake(Buffer, new ByteCount(2049), out var slot).ShouldBeTrue();
        slot.ShouldBe(Start);
        _pool.Used.ShouldBe(new SlotCount(2));
    }

    [Fact]
    public void OneMappingIsAtMostOneSegmentOf256KiB()
    {
        _pool.Reset(Start, ByteCount.MiB(64));

        _pool.TryTake(Buffer, ByteCount.KiB(256), out _).ShouldBeTrue();
        _pool.TryTake(Buffer, ByteCount.KiB(256) + new ByteCount(1), out _).ShouldBeFalse();
    }

    [Fact]
    public void NoMappingCrossesASegment()
    {
        _pool.Reset(Start, ByteCount.KiB(512));
        _pool.TryTake(Buffer, ByteCount.KiB(2), out _).ShouldBeTrue();

        _pool.TryTake(Buffer, ByteCount.KiB(256), out var slot).ShouldBeTrue();

        slot.ShouldBe(Start + ByteCount.KiB(256));
        _pool.TryTake(Buffer, ByteCount.KiB(255), out _).ShouldBeFalse();
        _pool.TryTake(Buffer, ByteCount.KiB(254), out _).ShouldBeTrue();
        _pool.Used.ShouldBe(_pool.Slots);
    }

    [Fact]
    public void AReleasedSlotIsTheNextOneTaken()
    {
        _pool.Reset(Start, ByteCount.KiB(4));
        _pool.TryTake(Buffer, ByteCount.KiB(2), out var first).ShouldBeTrue();
        _pool.TryTake(Buffer, ByteCount.KiB(2), out _).ShouldBeTrue();
        _pool.TryTake(Buffer, ByteCount.KiB(2), out _).ShouldBeFalse();

        _pool.Release(first, ByteCount.KiB(2));

        _pool.TryTake(Buffer, ByteCount.KiB(2), out var again).ShouldBeTrue();
        again.ShouldBe(first);
    }

    [Fact]
    public void ASlotRemembersTheBufferItStandsFor()
    {
        _pool.Reset(Start, ByteCount.MiB(64));
        _pool.TryTake(Buffer, ByteCount.KiB(8), out var slot).ShouldBeTrue();

        var inside = slot + new ByteCount(5000);
        _pool.TryFindOriginal(inside, out var original).ShouldBeTrue();
        original.ShouldBe(Buffer + new ByteCount(5000));
        _pool.TryFindOriginal(slot + ByteCount.KiB(8), out _).ShouldBeFalse();
        _pool.TryFindOriginal(Buffer, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NoTwoLiveMappingsShareASlot(int seed)
    {
        var random = new SplitMix64((ulong)seed);
        _pool.Reset(Start, ByteCount.MiB(1));
        var live = new List<(PhysAddr Slot, ByteCount Size)>();
        for (var step = 0; step < 2000; step++)
        {
            var size = new ByteCount(1 + (ulong)random.Below(1 << 17));
            if (random.OneIn(2) && live.Count > 0)
            {
                var (slot, taken) = live[random.Below(live.Count)];
                live.Remove((slot, taken));
                _pool.Release(slot, taken);
            }
            else if (_pool.TryTake(Buffer, size, out var slot))
            {
                live.ShouldAllBe(l => slot >= l.Slot + l.Size || l.Slot >= slot + size);
                live.Add((slot, size));
            }

            var used = live.Aggregate(0UL, (sum, l) => sum + SlotCount.For(l.Size).Value);
            _pool.Used.Value.ShouldBe(used, $"seed {seed}, step {step}");
        }
    }
}
