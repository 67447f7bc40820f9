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
        var table = Table(0, entries: 16);

        TryMap(table, 4, out var bus).ShouldBeTrue();

        bus.ShouldBe(new BusAddr(0x1000));
        TryMap(table, 60, out _).ShouldBeFalse();
    }

    [Fact]
    public void ATableElsewhereGivesOutItsFirstEntry()
    {
        var table = Table(0x8000_0000, entries: 16);

        TryMap(table, 16, out var bus).ShouldBeTrue();

        bus.ShouldBe(new BusAddr(0x8000_0000));
    }

    [Theory]
    [InlineData(13, false)]
    [InlineData(14, true)]
    [InlineData(32, true)]
    public void OnlyEntriesBelowTheMaskAreGivenOutAndNeverTheLastOfThem(int bits, bool fits) =>
        Table(0, entries: 1024)
            .TryMap(new TceRequest(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(bits)), out _)
            .ShouldBe(fits);

    [Fact]
    public void AMaskThatEndsInsideAPageOfEntriesDoesNotReachThatPage()
    {
        var table = new IommuTable(new BusAddr(0), new TceCount(16), PageSize.Of64K);
        bool Fits(int bits) => table.TryMap(
            new TceRequest(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(bits)), out _);

        Fits(17).ShouldBeFalse();
        Fits(18).ShouldBeTrue();
    }

    [Fact]
    public void AMaskBelowTheTableGetsNothing() =>
        Table(0x8000_0000, entries: 16)
            .TryMap(new TceRequest(Buffer, ByteCount.KiB(4), Both, DmaMask.OfBits(31)), out _)
            .ShouldBeFalse();

    [Fact]
    public void AnExhaustedTableRefusesUntilSomethingIsUnmapped()
    {
        var table = Table(0, entries: 16);
        var taken = new List<BusAddr>();
        while (TryMap(table, 4, out var bus))
        {
            taken.Add(bus);
        }

        taken.ShouldBeUnique();
        taken.Count.ShouldBe(13, "all but entry 0 and the last of each of two pools");

        table.Unmap(taken[4], ByteCount.KiB(4));

        TryMap(table, 4, out var again).ShouldBeTrue();
        again.ShouldBe(taken[4]);
        TryMap(table, 4, out _).ShouldBeFalse();
    }

    [Fact]
    public void AnExhaustedTableTranslatesNothing()
    {
        var table = Table(0, entries: 16);

        table.Exhaust();

        table.Used.ShouldBe(new TceCount(15));
        TryMap(table, 4, out _).ShouldBeFalse();
        table.TryTranslate(new BusAddr(0x1000), TceAccess.Read, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void ABufferThatStartsInsideAPageKeepsItsOffset()
    {
        var table = Table(0, entries: 16);
        var start = Buffer + new ByteCount(0xF00);

        table.TryMap(new TceRequest(start, new ByteCount(0x200), Both, Wide), out var bus)
            .ShouldBeTrue();

        (bus.Value & 0xFFF).ShouldBe(0xF00UL);
        table.Used.ShouldBe(new TceCount(2));
        table.TryTranslate(bus + new ByteCount(0x180), Both, out var address, out _).ShouldBeTrue();
        address.ShouldBe(start + new ByteCount(0x180));
    }

    [Fact]
    public void AReadOnlyEntryStopsWrites()
    {
        var table = Table(0, entries: 16);
        table.TryMap(new TceRequest(Buffer, ByteCount.KiB(4), TceAccess.Read, Wide), out var bus)
            .ShouldBeTrue();

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
        TryMap(table, 8, out var bus).ShouldBeTrue();

        table.Unmap(new BusAddr(1UL << 59), ByteCount.KiB(4));
        table.Used.ShouldBe(new TceCount(2));
        table.Unmap(bus, ByteCount.KiB(8));
        table.Unmap(bus, ByteCount.KiB(8));

        table.Used.ShouldBe(default);
    }

    private static bool TryMap(IommuTable table, ulong kibibytes, out BusAddr bus) =>
        table.TryMap(new TceRequest(Buffer, ByteCount.KiB(kibibytes), Both, Wide), out bus);

    private static IommuTable Table(ulong start, ulong entries) =>
        new(new BusAddr(start), new TceCount(entries), PageSize.Of4K);
}
