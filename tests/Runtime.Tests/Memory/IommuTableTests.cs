using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Memory;

public sealed class IommuTableTests
{
    private const TceAccess Both = TceAccess.Read | TceAccess.Write;
    private static readonly DmaMask Wide = DmaMask.OfBits(64);
    private static readonly PhysAddr Buffer = new(0x2_0000_0000);

    [Fact]
    public void EntryZeroOfATableAtBusZeroIsNeverGivenOut()
    {
        var table = Table(0, entries: 4);

        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out var bus).ShouldBeTrue();

        bus.ShouldBe(new BusAddr(0x1000));
        table.TryMap(Buffer, ByteCount.KiB(12), Both, Wide, out _).ShouldBeFalse();
    }

    [Fact]
    public void ATableElsewhereGivesOutItsFirstEntry()
    {
        var table = Table(0x8000_0000, entries: 4);

        table.TryMap(Buffer, ByteCount.KiB(16), Both, Wide, out var bus).ShouldBeTrue();

        bus.ShouldBe(new BusAddr(0x8000_0000));
    }

    [Theory]
    [InlineData(12, false)]
    [InlineData(13, true)]
    [InlineData(32, true)]
    public void OnlyEntriesWhollyBelowTheMaskAreGivenOut(int bits, bool fits) =>
        Table(0, entries: 1024)
            .TryMap(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(bits), out _)
            .ShouldBe(fits);

    [Fact]
    public void AMaskThatEndsInsideAPageOfEntriesDoesNotReachThatPage()
    {
        var table = new IommuTable(new BusAddr(0), new TceCount(16), PageSize.Of64K);

        table.TryMap(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(16), out _).ShouldBeFalse();
        table.TryMap(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(17), out _).ShouldBeTrue();
    }

    [Fact]
    public void AMaskBelowTheTableGetsNothing() =>
        Table(0x8000_0000, entries: 16)
            .TryMap(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(31), out _)
            .ShouldBeFalse();

    [Fact]
    public void AnExhaustedTableRefusesUntilSomethingIsUnmapped()
    {
        var table = Table(0, entries: 3);
        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out var first).ShouldBeTrue();
        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out _).ShouldBeTrue();
        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out _).ShouldBeFalse();

        table.Unmap(first, ByteCount.KiB(4));

        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out var again).ShouldBeTrue();
        again.ShouldBe(first);
    }

    [Fact]
    public void AnExhaustedTableTranslatesNothing()
    {
        var table = Table(0, entries: 16);

        table.Exhaust();

        table.Used.ShouldBe(new TceCount(15));
        table.TryMap(Buffer, ByteCount.KiB(4), Both, Wide, out _).ShouldBeFalse();
        table.TryTranslate(new BusAddr(0x1000), TceAccess.Read, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void ABufferThatStartsInsideAPageKeepsItsOffset()
    {
        var table = Table(0, entries: 16);
        var start = Buffer + new ByteCount(0xF00);

        table.TryMap(start, new ByteCount(0x200), Both, Wide, out var bus).ShouldBeTrue();

        (bus.Value & 0xFFF).ShouldBe(0xF00UL);
        table.Used.ShouldBe(new TceCount(2));
        table.TryTranslate(bus + new ByteCount(0x180), Both, out var address, out _).ShouldBeTrue();
        address.ShouldBe(start + new ByteCount(0x180));
    }

    [Fact]
    public void AReadOnlyEntryStopsWrites()
    {
        var table = Table(0, entries: 16);
        table.TryMap(Buffer, ByteCount.KiB(4), TceAccess.Read, Wide, out var bus).ShouldBeTrue();

        table.TryTranslate(bus, TceAccess.Read, out _, out _).ShouldBeTrue();
        table.TryTranslate(bus, TceAccess.Write, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void AStandingMappingIsFoundBothWays()
    {
        var table = new IommuTable(new BusAddr(1UL << 59), new TceCount(1 << 20), PageSize.Of64K);
        table.MapAt(new BusAddr(1UL << 59), new PhysAddr(0), ByteCount.GiB(64));

        table.Used.ShouldBe(new TceCount(1 << 20));
        table.TryFindMappingOf(Buffer, out var bus).ShouldBeTrue();
        bus.ShouldBe(new BusAddr((1UL << 59) + Buffer.Value));
        table.TryTranslate(bus, Both, out var address, out var length).ShouldBeTrue();
        address.ShouldBe(Buffer);
        length.ShouldBe(ByteCount.GiB(64) - ByteCount.GiB(8));
        table.TryFindMappingOf(new PhysAddr(ByteCount.GiB(64).Value), out _).ShouldBeFalse();
    }

    [Fact]
    public void UnmappingOutsideTheWindowOrTwiceChangesNothing()
    {
        var table = Table(0, entries: 16);
        table.TryMap(Buffer, ByteCount.KiB(8), Both, Wide, out var bus).ShouldBeTrue();

        table.Unmap(new BusAddr(1UL << 59), ByteCount.KiB(4));
        table.Used.ShouldBe(new TceCount(2));
        table.Unmap(bus, ByteCount.KiB(8));
        table.Unmap(bus, ByteCount.KiB(8));

        table.Used.ShouldBe(default);
    }

    private static IommuTable Table(ulong start, ulong entries) =>
        new(new BusAddr(start), new TceCount(entries), PageSize.Of4K);
}
