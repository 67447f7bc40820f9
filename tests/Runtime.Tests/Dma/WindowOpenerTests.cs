using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

public sealed class WindowOpenerTests
{
    private const ulong HugeBase = 1UL << 59;

    [Fact]
    public void OneStandingMappingOfAllRamIsMadeOnceForThePe()
    {
        var bench = new Bench();
        bench.SetMask(64).ShouldBeNull();
        var first = bench.Endpoint.Huge;
        bench.SetCoherentMask(64).ShouldBeNull();

        bench.Endpoint.Huge.ShouldBeSameAs(first);
        bench.Kinds.Count(k => k == DmaEventKind.WindowOpened).ShouldBe(1);
        bench.Endpoint.Huge.ShouldNotBeNull().Table.Used.ShouldBe(new TceCount(1 << 20));
        bench.Device.State.DmaOffset.ShouldBe(new ByteCount(HugeBase));
    }

    [Fact]
    public void AFailureIsRememberedForThePe()
    {
        var bench = new Bench(firmware: new() { Ddw = DdwAvailability.Unavailable });
        bench.SetMask(64).ShouldBeNull();
        bench.SetMask(64).ShouldBeNull();

        bench.Endpoint.HasFailed.ShouldBeTrue();
        bench.Endpoint.Ddw.ShouldBe(DdwAvailability.Unavailable);
        bench.Kinds.Count(k => k == DmaEventKind.WindowNotHad).ShouldBe(1);
        bench.Device.State.Window.ShouldBe(GrantedWindow.Table);
    }

    [Fact]
    public void DisableDdwIsNoFailureOfThePe()
    {
        var bench = new Bench(firmware: new() { Ddw = DdwAvailability.Disabled });
        bench.SetMask(64).ShouldBeNull();

        bench.Endpoint.HasFailed.ShouldBeFalse();
        bench.Endpoint.Ddw.ShouldBe(DdwAvailability.Disabled);
    }

    [Theory]
    [InlineData("v5.3", false, false)]
    [InlineData("v5.9", false, false)]
    [InlineData("v6.1", true, false)]
    [InlineData("v6.12", true, true)]
    public void RoomForOneWindowIsTheReleasesAffair(string kernel, bool isMade, bool isTableGone)
    {
        var bench = new Bench(
            new(KernelProfile.Find(kernel, "pseries")!), new() { OneWindow = true });
        bench.SetMask(64).ShouldBeNull();

        (bench.Endpoint.Huge is DmaWindow.Direct).ShouldBe(isMade);
        (bench.Endpoint.Low is null).ShouldBe(isMade);
        (bench.Endpoint.Table is null).ShouldBe(isTableGone);
    }

    [Fact]
    public void ADefaultWindowInUseIsNotReplaced()
    {
        var bench = new Bench(new(KernelProfile.V612), new() { OneWindow = true });
        bench.Policy.Path = PathAction.Iommu;
        bench.Map().Succeeded.ShouldBeTrue();

        bench.SetMask(64).ShouldBeNull();

        bench.Endpoint.Low.ShouldNotBeNull();
        bench.Endpoint.HasFailed.ShouldBeTrue();
    }

    [Fact]
    public void AWindowForHalfOfRamBecomesTheTable()
    {
        var bench = new Bench(new(KernelProfile.V61), new() { Ddw = DdwAvailability.TooSmall });
        bench.SetMask(64).ShouldBeNull();

        bench.Endpoint.Huge.ShouldBeOfType<DmaWindow.Dynamic>();
        bench.Endpoint.Table.ShouldBeSameAs(bench.Endpoint.Huge.ShouldNotBeNull().Table);
        bench.Endpoint.Low.ShouldNotBeNull();
        bench.SetMask(32).ShouldBe(DmaReason.IommuOffsetExceedsMask);
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(35, true)]
    [InlineData(48, true)]
    public void LimitedAddressingKeepsTheWindowBelowTheMask(int bits, bool isMade)
    {
        var bench = new Bench(new(KernelProfile.V612), new() { LimitedAddressing = true });
        bench.SetMask(bits).ShouldBeNull();

        (bench.Endpoint.Huge is not null).ShouldBe(isMade);
        if (bench.Endpoint.Huge is { Table: var table })
        {
            var end = table.BusBase + (table.Size * table.PageSize);
            (end.Value - 1).ShouldBeLessThanOrEqualTo(DmaMask.OfBits(bits).Highest.Value);
        }
    }

    [Fact]
    public void ALimitedWindowNeverOverlapsTheDefaultOne()
    {
        var bench = new Bench(
            new(KernelProfile.V612),
            new() { LimitedAddressing = true, LowWindowSize = ByteCount.GiB(1024) });
        bench.SetMask(48).ShouldBeNull();

        bench.Endpoint.Huge.ShouldNotBeNull().Table.BusBase
            .ShouldBe(new BusAddr(ByteCount.GiB(1024).Value));
    }

    [Fact]
    public void WhereNoRoomIsLeftBelowTheMaskThatIsAFailure()
    {
        var bench = new Bench(
            new(KernelProfile.V612),
            new() { LimitedAddressing = true, LowWindowSize = ByteCount.GiB(1024) });
        bench.SetMask(36).ShouldBeNull();

        bench.Endpoint.Huge.ShouldBeNull();
        bench.Endpoint.HasFailed.ShouldBeTrue();
    }

    [Fact]
    public void WithPersistentMemoryTheWindowSetsALimitInsteadOfTheFlag()
    {
        var bench = new Bench(new(KernelProfile.V61), new() { Pmem = true });
        bench.SetMask(64).ShouldBeNull();

        bench.Device.State.Window.ShouldBe(GrantedWindow.Table);
        bench.Device.State.BusDmaLimit
            .ShouldBe(new BusAddr(HugeBase + ByteCount.GiB(64).Value));
    }

    [Fact]
    public void ThePoolIsMappedOnceBehindEntryZero()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56));
        bench.Policy.Window = WindowAction.LowMappingPool;
        bench.SetMask(32).ShouldBeNull();
        bench.SetCoherentMask(32).ShouldBeNull();

        bench.Endpoint.PoolIsInLowWindow.ShouldBeTrue();
        bench.Endpoint.Low.ShouldNotBeNull().Table.Used.ShouldBe(new TceCount(16384));
        bench.Endpoint.TryFindMappingOf(bench.Machine.Guest.Pool.Start, out var bus).ShouldBeTrue();
        bus.ShouldBe(new BusAddr(0x1000));
    }

    [Fact]
    public void OnlyThePoolIsInAWindowThatMapsOnlyThePool()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56));
        bench.Policy.Window = WindowAction.DdwMappingPool;
        bench.SetMask(64).ShouldBeNull();

        var pool = bench.Machine.Guest.Pool;
        bench.Endpoint.Huge.ShouldNotBeNull().Table.Used.ShouldBe(new TceCount(1024));
        bench.Endpoint.TryFindMappingOf(pool.Start, out var bus).ShouldBeTrue();
        bus.ShouldBe(new BusAddr(HugeBase + pool.Start.Value));
        bench.Endpoint.TryFindMappingOf(Bench.Buffer, out _).ShouldBeFalse();
    }
}
