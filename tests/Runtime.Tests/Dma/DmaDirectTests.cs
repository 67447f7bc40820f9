using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

/// <summary>Who copies when, by direction and release (facts/kernel-dispatch.md 5.2), and where
/// memory comes from (5.4).</summary>
public sealed class DmaDirectTests
{
    private const ulong HugeBase = 1UL << 59;

    [Theory]
    [InlineData("v5.4", DmaDirection.ToDevice, true, false)]
    [InlineData("v5.4", DmaDirection.FromDevice, false, true)]
    [InlineData("v5.4", DmaDirection.Bidirectional, true, true)]
    [InlineData("v5.9", DmaDirection.FromDevice, false, true)]
    [InlineData("v6.1", DmaDirection.ToDevice, true, false)]
    [InlineData("v6.1", DmaDirection.FromDevice, true, true)]
    [InlineData("v6.12", DmaDirection.FromDevice, true, true)]
    [InlineData("v6.12", DmaDirection.Bidirectional, true, true)]
    public void MapCopiesInAndUnmapOut(
        string kernel, DmaDirection direction, bool mapCopies, bool unmapCopies)
    {
        var bench = Bouncing(kernel);
        var mapping = bench.Map(direction: direction).Mapping;
        CopiesSince(bench).ShouldBe(mapCopies ? 1 : 0);

        bench.Machine.Api.Unmap(bench.Device.State, mapping);

        CopiesSince(bench).ShouldBe(unmapCopies ? 1 : 0);
        bench.Machine.Guest.Pool.Used.ShouldBe(default);
    }

    [Theory]
    [InlineData("v5.6", 0)]
    [InlineData("v6.12", 1)]
    public void ADriverThatSyncsItselfIsCopiedForOnlyWhereEveryMapIs(string kernel, int copies)
    {
        var bench = Bouncing(kernel);
        var request = new DmaRequest(Bench.Buffer, ByteCount.KiB(4)) { SkipsCpuSync = true };

        var mapping = bench.Machine.Api.Map(bench.Device.State, request).Mapping;
        CopiesSince(bench).ShouldBe(copies);
        bench.Machine.Api.Unmap(bench.Device.State, mapping);

        CopiesSince(bench).ShouldBe(0);
        bench.Machine.Guest.Pool.Used.ShouldBe(default);
    }

    [Fact]
    public void AListThatFailsGivesItsSlotsBackAndCopiesNothingOut()
    {
        var bench = Bouncing("v6.12");
        DmaRequest[] list =
        [
            new(Bench.Buffer, ByteCount.KiB(4)), new(Bench.Buffer, ByteCount.KiB(512)),
        ];
        var made = new List<DmaMapping>();

        bench.Machine.Api.MapList(bench.Device.State, list, made)
            .ShouldBe(DmaReason.ExceedsSwiotlbMax);

        made.ShouldBeEmpty();
        CopiesSince(bench).ShouldBe(1, "the first entry was copied in, and nothing out");
        bench.Machine.Guest.Pool.Used.ShouldBe(default);
    }

    [Theory]
    [InlineData("v5.6", DmaDirection.ToDevice, true, false)]
    [InlineData("v5.6", DmaDirection.FromDevice, false, true)]
    [InlineData("v6.12", DmaDirection.ToDevice, true, false)]
    [InlineData("v6.12", DmaDirection.FromDevice, false, true)]
    [InlineData("v6.12", DmaDirection.Bidirectional, true, true)]
    public void SyncCopiesOnlyWhereTheDataGoes(
        string kernel, DmaDirection direction, bool forDevice, bool forCpu)
    {
        var bench = Bouncing(kernel);
        var mapping = bench.Map(direction: direction).Mapping;
        bench.Events.Clear();

        bench.Machine.Api.Sync(bench.Device.State, mapping, forDevice: true);
        CopiesSince(bench).ShouldBe(forDevice ? 1 : 0);
        bench.Machine.Api.Sync(bench.Device.State, mapping, forDevice: false);

        CopiesSince(bench).ShouldBe(forCpu ? 1 : 0);
    }

    [Theory]
    [InlineData("v5.6", false)]
    [InlineData("v6.12", true)]
    public void AShortWriteLeavesTheDriverItsOwnBytesOrTheSlotsOldOnes(string kernel, bool isItsOwn)
    {
        var bench = Bouncing(kernel);
        var other = Bench.Buffer + ByteCount.MiB(1);
        var stale = bench.Machine.CpuWrites(other, ByteCount.KiB(4));
        for (var slot = 0UL; slot < bench.Machine.Guest.Pool.Slots.Value; slot += 2)
        {
            // Once round the pool: from here on slots are used again.
            Bounce(bench, other, DmaDirection.ToDevice, deviceWrites: ByteCount.Zero);
        }

        var own = bench.Machine.CpuWrites(Bench.Buffer, ByteCount.KiB(4));

        Bounce(bench, Bench.Buffer, DmaDirection.FromDevice, deviceWrites: ByteCount.KiB(1));

        var rest = Bench.Buffer + ByteCount.KiB(1);
        bench.Machine.Memory.Holds(rest, ByteCount.KiB(3), (isItsOwn ? own : stale).Skip(1024))
            .ShouldBeTrue();
    }

    [Fact]
    public void TheBusAddressOfASlotIsTheSlotPlusTheOffset()
    {
        var bench = Bouncing("v5.6");
        var mapping = bench.Map().Mapping;

        mapping.Slot.ShouldBe(bench.Machine.Guest.Pool.Start);
        mapping.Bus.ShouldBe(new BusAddr(HugeBase + mapping.Slot!.Value.Value));
    }

    [Fact]
    public void UnmapOnAnotherPathThanTheMapsReleasesNothing()
    {
        var bench = Bouncing("v5.6");
        var mapping = bench.Map().Mapping;

        bench.Policy.Path = PathAction.Iommu;
        bench.Machine.Api.Unmap(bench.Device.State, mapping);

        bench.Machine.Guest.Pool.Used.ShouldBe(new SlotCount(2));
    }

    [Fact]
    public void AFullPoolIsTold()
    {
        var bench = Bouncing("v5.6", ByteCount.KiB(256));
        bench.Map(ByteCount.KiB(256)).Succeeded.ShouldBeTrue();

        bench.Map().Failure.ShouldBe(DmaReason.SwiotlbFull);
        bench.Map(ByteCount.KiB(257)).Failure.ShouldBe(DmaReason.ExceedsSwiotlbMax);
    }

    [Fact]
    public void WhatIsAllocatedIsSharedThenZeroedAndPrivateAgainWhenFreed()
    {
        var bench = Bouncing("v5.6");
        bench.SetCoherentMask(64).ShouldBeNull();
        var memory = bench.Alloc().Mapping;

        bench.Machine.Memory.IsVisibleOutside(memory.Buffer, memory.Size).ShouldBeTrue();
        bench.Machine.CpuWrites(memory.Buffer, memory.Size);
        bench.Machine.Api.Free(bench.Device.State, memory);

        bench.Machine.Memory.IsVisibleOutside(memory.Buffer).ShouldBeFalse();
        bench.Machine.Memory.Holds(memory.Buffer, memory.Size, Content.Zeros).ShouldBeTrue();
    }

    [Theory]
    [InlineData(64, 64UL << 30)]
    [InlineData(36, 64UL << 30)]
    [InlineData(33, 2UL << 30)]
    [InlineData(32, 2UL << 30)]
    [InlineData(31, 2UL << 30)]
    public void TheZoneFollowsFromTheCoherentMask(int bits, ulong endOfZone)
    {
        var bench = new Bench();
        (bench.Policy.Window, bench.Policy.Path) = (WindowAction.NoOps, PathAction.Direct);
        bench.SetCoherentMask(bits).ShouldBeNull();

        bench.Alloc().Mapping.Buffer.ShouldBe(new PhysAddr(endOfZone - (64 * 1024)));
    }

    [Fact]
    public void NoPageBelowTheMaskIsNull()
    {
        var bench = Bouncing("v5.6");

        bench.Alloc().Failure.ShouldBe(DmaReason.CoherentMaskBelowBusAddress);
    }

    [Fact]
    public void RegistersKeepTheirAddressIfTheMaskReachesIt()
    {
        var bench = new Bench();
        var request = new DmaRequest(Bench.Buffer, ByteCount.KiB(4));

        bench.Machine.Api.MapResource(bench.Device.State, request).Failure
            .ShouldBe(DmaReason.DmaAddressExceedsMask);
        bench.SetMask(64).ShouldBeNull();

        bench.Machine.Api.MapResource(bench.Device.State, request).Mapping.Bus
            .ShouldBe(new BusAddr(Bench.Buffer.Value));
    }

    private static Bench Bouncing(string kernel, ByteCount? pool = null)
    {
        var boot = new BootSetup(KernelProfile.Find(kernel, "pseries")!)
        {
            IsSecure = true,
            Swiotlb = SwiotlbOption.Force,
            PoolSize = pool ?? ByteCount.MiB(64),
        };
        var bench = new Bench(boot);
        bench.SetMask(64).ShouldBeNull();
        bench.Events.Clear();
        return bench;
    }

    private static int CopiesSince(Bench bench)
    {
        var copies = bench.Kinds.Count(k => k == DmaEventKind.Copied);
        bench.Events.Clear();
        return copies;
    }

    private static void Bounce(
        Bench bench, PhysAddr buffer, DmaDirection direction, ByteCount deviceWrites)
    {
        var request = new DmaRequest(buffer, ByteCount.KiB(4), direction);
        var mapping = bench.Machine.Api.Map(bench.Device.State, request).Mapping;
        if (deviceWrites > ByteCount.Zero)
        {
            bench.Device.Write(
                mapping.Bus, deviceWrites, bench.Machine.NewContent(Writer.Device));
        }

        bench.Machine.Api.Unmap(bench.Device.State, mapping);
    }
}
