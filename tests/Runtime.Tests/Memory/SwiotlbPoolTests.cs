using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

public sealed class SwiotlbPoolTests
{
    private static readonly PhysAddr Start = new(0xFC00_0000);
    private static readonly PhysAddr Buffer = new(0x2_0000_0000);
    private readonly SwiotlbPool _pool = new();

    [Fact]
    public void WithoutMemoryThereIsNoPool()
    {
        Reset(ByteCount.Zero);

        _pool.Exists.ShouldBeFalse();
        _pool.Contains(Start).ShouldBeFalse();
        TryTake(new ByteCount(1), out _).ShouldBeFalse();
    }

    [Fact]
    public void AMappingRoundsUpToSlotsOfTwoKiB()
    {
        Reset(ByteCount.MiB(64));

        _pool.Slots.ShouldBe(new SlotCount(32768));
        TryTake(new ByteCount(2049), out var slot).ShouldBeTrue();
        slot.ShouldBe(Start);
        _pool.Used.ShouldBe(new SlotCount(2));
    }

    [Fact]
    public void OneMappingIsAtMostOneSegmentOf256KiB()
    {
        Reset(ByteCount.MiB(64));

        TryTake(ByteCount.KiB(256), out _).ShouldBeTrue();
        TryTake(ByteCount.KiB(256) + new ByteCount(1), out _).ShouldBeFalse();
    }

    [Fact]
    public void NoMappingCrossesASegment()
    {
        Reset(ByteCount.KiB(512));
        TryTake(ByteCount.KiB(2), out _).ShouldBeTrue();

        TryTake(ByteCount.KiB(256), out var slot).ShouldBeTrue();

        slot.ShouldBe(Start + ByteCount.KiB(256));
        TryTake(ByteCount.KiB(255), out _).ShouldBeFalse();
        TryTake(ByteCount.KiB(252), out _).ShouldBeTrue();
        _pool.Used.ShouldBe(_pool.Slots with { Value = _pool.Slots.Value - 1 });
    }

    [Fact]
    public void AReleasedSlotIsTheNextOneTaken()
    {
        Reset(ByteCount.KiB(4));
        TryTake(ByteCount.KiB(2), out var first).ShouldBeTrue();
        TryTake(ByteCount.KiB(2), out _).ShouldBeTrue();
        TryTake(ByteCount.KiB(2), out _).ShouldBeFalse();

        _pool.Release(first);

        TryTake(ByteCount.KiB(2), out var again).ShouldBeTrue();
        again.ShouldBe(first);
    }

    [Fact]
    public void ASlotRemembersTheBufferItStandsFor()
    {
        Reset(ByteCount.MiB(64));
        TryTake(ByteCount.KiB(8), out var slot).ShouldBeTrue();

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
        Reset(ByteCount.MiB(1));
        var live = new List<(PhysAddr Slot, ByteCount Size)>();
        for (var step = 0; step < 2000; step++)
        {
            var size = new ByteCount(1 + (ulong)random.Below(1 << 17));
            if (random.OneIn(2) && live.Count > 0)
            {
                var (slot, taken) = live[random.Below(live.Count)];
                live.Remove((slot, taken));
                _pool.Release(slot);
            }
            else if (TryTake(size, out var slot))
            {
                live.ShouldAllBe(l => slot >= l.Slot + l.Size || l.Slot >= slot + size);
                live.Add((slot, size));
            }

            var used = live.Aggregate(0UL, (sum, l) => sum + SlotCount.For(l.Size).Value);
            _pool.Used.Value.ShouldBe(used, $"seed {seed}, step {step}");
        }
    }

    private void Reset(ByteCount size) => _pool.Reset(new PoolLayout(
        Start, SlotCount.For(size), Areas: 1, PageSize.Of4K, SwiotlbGeneration.V612));

    private bool TryTake(ByteCount size, out PhysAddr slot) =>
        _pool.TryTake(new SlotRequest(Buffer, size, new BusAddr(Start.Value)), out slot)
            == SlotSearchEnd.Found;
}
