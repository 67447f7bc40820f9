using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

public sealed class PageAllocatorTests
{
    private static readonly PhysAddr Pool = new(0x8000_0000 - 0x40_0000);
    private readonly PageAllocator _pages = new();

    public PageAllocatorTests()
    {
        var ram = new SystemRam();
        ram.Reset(ByteCount.GiB(64), ByteCount.GiB(64));
        _pages.Reset(ram, PageSize.Of64K, Pool, ByteCount.MiB(4));
    }

    [Fact]
    public void MemoryComesFromTheTopDownwardsInWholePages()
    {
        _pages.TryTake(new ByteCount(1), zoneEnd: null, out var first).ShouldBeTrue();
        _pages.TryTake(ByteCount.KiB(65), zoneEnd: null, out var second).ShouldBeTrue();

        first.ShouldBe(new PhysAddr(ByteCount.GiB(64).Value - (64 * 1024)));
        second.ShouldBe(first - ByteCount.KiB(128));
    }

    [Fact]
    public void ZoneDmaEndsAt2GiBAndThePoolIsNotTouched()
    {
        _pages.TryTake(ByteCount.KiB(64), ByteCount.GiB(2), out var start).ShouldBeTrue();

        start.ShouldBe(Pool - ByteCount.KiB(64));
    }

    [Fact]
    public void WhatIsGivenBackIsTakenNext()
    {
        _pages.TryTake(ByteCount.KiB(4), zoneEnd: null, out var first).ShouldBeTrue();
        _pages.TryTake(ByteCount.KiB(4), zoneEnd: null, out _).ShouldBeTrue();

        _pages.Release(first, ByteCount.KiB(4));

        _pages.TryTake(ByteCount.KiB(4), zoneEnd: null, out var again).ShouldBeTrue();
        again.ShouldBe(first);
    }

    [Fact]
    public void AReservedBufferIsLeftAlone()
    {
        var top = new PhysAddr(ByteCount.GiB(64).Value);
        _pages.Reserve(top - ByteCount.KiB(32), ByteCount.KiB(8));

        _pages.TryTake(ByteCount.KiB(64), zoneEnd: null, out var start).ShouldBeTrue();

        start.ShouldBe(top - ByteCount.KiB(128));
    }

    [Fact]
    public void MoreThanThereIsCannotBeHad()
    {
        _pages.TryTake(ByteCount.GiB(65), zoneEnd: null, out _).ShouldBeFalse();
        _pages.TryTake(ByteCount.GiB(2), ByteCount.GiB(2), out _).ShouldBeFalse();
        _pages.TryTake(ByteCount.GiB(32), zoneEnd: null, out _).ShouldBeTrue();
        _pages.TryTake(ByteCount.GiB(32), zoneEnd: null, out _).ShouldBeFalse();
    }
}
