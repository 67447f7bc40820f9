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

    private static Exposure Measure(WindowAction window, int bits)
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56)) { Policy = { Window = window } };
        bench.SetMask(bits).ShouldBeNull();
        return Exposure.Of(bench.Machine, bench.Device);
    }
}
