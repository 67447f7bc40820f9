using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

/// <summary>Which address a mapping gets in a domain, as recorded boots show it.</summary>
public sealed class IovaSpaceTests
{
    private IommuTable _table = new(new IovaSpace(ByteCount.GiB(2), isStrict: false));

    [Fact]
    public void AddressesComeFromTheTopOf4GiBDownwards()
    {
        Map(1).ShouldBe(0xFFFF_F000UL);
        Map(1).ShouldBe(0xFFFF_E000UL);
        Map(16).ShouldBe(0xFFFE_0000UL);
    }

    [Fact]
    public void WhatIsUnmappedComesBackWhenSomeTimeHasGoneByTheLatestFirst()
    {
        var (first, second) = (Map(1), Map(1));

        Unmap(first, 1);
        Unmap(second, 1);

        Map(1).ShouldBe(0xFFFF_D000UL);
        _table.PassTime();
        Map(1).ShouldBe(second);
        Map(1).ShouldBe(first);
    }

    [Fact]
    public void InAStrictDomainItComesBackAtOnce()
    {
        _table = new IommuTable(new IovaSpace(ByteCount.GiB(2), isStrict: true));

        Unmap(Map(1), 1);

        Map(1).ShouldBe(0xFFFF_F000UL);
    }

    [Theory]
    [InlineData(32, 0xFFFF_F000UL)]
    [InlineData(31, 0x7FFF_F000UL)]
    [InlineData(24, 0x00FF_F000UL)]
    [InlineData(64, 0xFFFF_F000UL)]
    public void TheMaskIsKeptTo(int bits, ulong address) => Map(1, bits).ShouldBe(address);

    [Fact]
    public void AMaskThatOnlyReachesPage0GetsNothing() =>
        _table.TryMap(Request(1, 12), out _).ShouldBeFalse();

    [Fact]
    public void WhereNothingIsLeftBelow4GiBAWideMaskGetsMoreAndANarrowOneFails()
    {
        while (Map(1 << 14) < 1UL << 32)
        {
        }

        _table.TryMap(Request(1 << 14, 32), out _).ShouldBeFalse();
    }

    [Fact]
    public void OneThatFailsTakesBackWhatWasKeptAtHand()
    {
        var pages = Enumerable.Range(0, 4).Select(_ => Map(1, bits: 14)).TakeWhile(p => p > 0);
        pages.ToList().ForEach(p => Unmap(p, 1));
        _table.PassTime();

        _table.TryMap(Request(2, 14), out var bus).ShouldBeTrue();
        bus.Value.ShouldBe(0x2000UL);
    }

    [Fact]
    public void WhatIsUnmappedTwiceIsFreeOnce()
    {
        var address = Map(1);
        Unmap(address, 1);
        Unmap(address, 1);
        _table.PassTime();

        Map(1).ShouldBe(address);
        Map(1).ShouldNotBe(address);
    }

    private ulong Map(ulong pages, int bits = 64) =>
        _table.TryMap(Request(pages, bits), out var bus) ? bus.Value : 0;

    private void Unmap(ulong address, ulong pages) =>
        _table.Unmap(new BusAddr(address), new TceCount(pages) * PageSize.Of4K);

    private static TceRequest Request(ulong pages, int bits) => new(
        new PhysAddr(0x1_0000_0000),
        new TceCount(pages) * PageSize.Of4K,
        TceAccess.Read | TceAccess.Write,
        DmaMask.OfBits(bits));
}
