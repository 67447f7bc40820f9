using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Checking;

/// <summary>What the review's claims come to in bytes (facts/kernel-dispatch.md 6.5, 6.6).
/// </summary>
public sealed class ExposureTests
{
    private static readonly ByteCount Pool = ByteCount.MiB(64);

    [Fact]
    public void AWholeRamWindowReachesAllOfRamButSeesOnlyThePool()
    {
        var exposure = Measure(WindowAction.DdwMappingRam, 64);

        exposure.Reachable.ShouldBe(ByteCount.GiB(64));
        exposure.Plaintext.ShouldBe(Pool);
        exposure.Shared.ShouldBe(Pool);
        exposure.Tces.ShouldBe(new TceCount(1_048_576));
    }

    [Fact]
    public void APoolWindowReachesThePool()
    {
        var exposure = Measure(WindowAction.DdwMappingPool, 64);

        exposure.Reachable.ShouldBe(Pool);
        exposure.Plaintext.ShouldBe(Pool);
        exposure.Tces.ShouldBe(new TceCount(1024));
    }

    [Fact]
    public void ThePoolInTheLowWindowTakes16384Of262144Entries()
    {
        var exposure = Measure(WindowAction.LowMappingPool, 32);

        exposure.Reachable.ShouldBe(Pool);
        exposure.Tces.ShouldBe(new TceCount(16384));
    }

    [Fact]
    public void OnTheTableNothingIsReachableBetweenMappings()
    {
        var exposure = Measure(WindowAction.Table, 32);

        exposure.Reachable.ShouldBe(ByteCount.Zero);
        exposure.Tces.ShouldBe(default);
    }

    [Fact]
    public void ABusyTableReachesNothingThoughItsEntriesAreTaken()
    {
        var bench = new Bench(firmware: new() { TableFull = true });

        var exposure = Exposure.Of(bench.Machine, bench.Device);

        exposure.Tces.ShouldBe(new TceCount(262_143));
        exposure.Reachable.ShouldBe(ByteCount.Zero);
    }

    [Fact]
    public void ANormalGuestHidesNothing()
    {
        var bench = new Bench();
        bench.SetMask(64).ShouldBeNull();

        var exposure = Exposure.Of(bench.Machine, bench.Device);

        exposure.Plaintext.ShouldBe(ByteCount.GiB(64));
        exposure.Shared.ShouldBe(ByteCount.GiB(64));
    }

    [Fact]
    public void ADeviceOutsideTheIommuReachesAllOfRam()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V54));
        var device = bench.Machine.AddDevice("outside", bench.Endpoint, isTranslated: false);

        var exposure = Exposure.Of(bench.Machine, device);

        exposure.Reachable.ShouldBe(ByteCount.GiB(64));
        exposure.Plaintext.ShouldBe(Pool);
    }

    [Fact]
    public void WhatIsReachedIsSplit()
    {
        var exposure = Measure(WindowAction.DdwMappingRam, 64);

        exposure.Pool.ShouldBe(Pool);
        exposure.Private.ShouldBe(ByteCount.GiB(64) - Pool);
        exposure.InClear.ShouldBe(ByteCount.Zero);
    }

    [Fact]
    public void DataOfOthersInThePoolIsToldUntilItsSlotIsGivenBack()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56))
        {
            Policy = { Window = WindowAction.DdwMappingPool, Path = PathAction.Bypass },
        };
        bench.SetMask(64).ShouldBeNull();
        var other = bench.Machine.AddDevice("other", bench.Machine.AddEndpoint("pe1"));
        bench.Machine.Api.Masks.SetMaskAndCoherent(other.State, DmaMask.OfBits(64));
        var request = new DmaRequest(bench.Machine.Spec.Buffers, ByteCount.KiB(3));
        var mapped = bench.Machine.Api.Map(other.State, request);

        mapped.Succeeded.ShouldBeTrue();
        Exposure.Of(bench.Machine, bench.Device).OthersBounce.ShouldBe(ByteCount.KiB(3));
        Exposure.Of(bench.Machine, other).OthersBounce.ShouldBe(ByteCount.Zero);

        bench.Machine.Api.Unmap(other.State, mapped.Mapping);
        Exposure.Of(bench.Machine, bench.Device).OthersBounce.ShouldBe(ByteCount.Zero);
    }

    [Fact]
    public void ThePoolInTheDefaultWindowTakesHypercalls()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56))
        {
            Policy = { Window = WindowAction.LowMappingPool },
        };
        bench.SetMask(32).ShouldBeNull();

        // A guest that shares no list page puts entry by entry.
        bench.Machine.Guest.Hypercalls.PutTce.ShouldBe(16_384UL);
    }

    private static Exposure Measure(WindowAction window, int bits)
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56)) { Policy = { Window = window } };
        bench.SetMask(bits).ShouldBeNull();
        return Exposure.Of(bench.Machine, bench.Device);
    }
}
