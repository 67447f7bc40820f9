using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

/// <summary>Devices of amd64 in an IOMMU domain, or in none.</summary>
public sealed class DomainTests
{
    private static readonly BootSetup InDomain = new(KernelProfile.V612OnAmd64)
    {
        PageSize = PageSize.Of4K,
        Domain = IommuDomain.Dma,
    };

    private readonly List<DmaMapping> _made = [];

    [Fact]
    public void AListGetsOneRunOfAddressesAndGivesItBackWhole()
    {
        var bench = Open(InDomain);
        DmaRequest[] list = [At(0x1000, 4096), At(0x9000, 100), At(0x5200, 4096)];

        bench.Machine.Api.MapList(bench.Device.State, list, _made).ShouldBeNull();

        _made.Select(m => m.Bus.Value).ShouldBe([0xFFFF_C000UL, 0xFFFF_E200UL]);
        _made.Select(m => m.Size.Value).ShouldBe([4196UL, 4096UL]);
        bench.Machine.Api.UnmapList(bench.Device.State, _made);
        bench.Endpoint.Table!.Used.Value.ShouldBe(0UL);
        bench.Machine.Guest.PassTime();
        bench.Map(ByteCount.KiB(16)).Mapping.Bus.Value.ShouldBe(0xFFFF_C000UL);
    }

    [Fact]
    public void AListThatFitsNowhereIsRefusedWhole()
    {
        var bench = Open(InDomain);
        bench.SetMask(13);
        DmaRequest[] list = [At(0x1000, 4096), At(0x9000, 4096)];

        bench.Machine.Api.MapList(bench.Device.State, list, _made)
            .ShouldBe(DmaReason.IommuRangeExhausted);

        _made.ShouldBeEmpty();
        bench.Endpoint.Table!.Used.Value.ShouldBe(0UL);
    }

    [Fact]
    public void NothingCostsAHypercall()
    {
        var bench = Open(InDomain);

        var mapping = bench.Map().Mapping;
        bench.Machine.Api.Unmap(bench.Device.State, mapping);

        var calls = bench.Machine.Guest.Hypercalls;
        (calls.PutTce, calls.PutTceLists, calls.ClearTces).ShouldBe((0UL, 0UL, 0UL));
    }

    [Fact]
    public void ADeviceInNoDomainReachesAllOfMemoryByItsAddressButNotTheHole()
    {
        var bench = Open(InDomain with { Domain = IommuDomain.None, Ram = ByteCount.GiB(6) });

        bench.Device.TryResolve(new BusAddr(0x7FFF_FFFF), out _).ShouldBeTrue();
        bench.Device.TryResolve(new BusAddr(0x8000_0000), out _).ShouldBeFalse();
        bench.Device.TryResolve(new BusAddr(0xFFFF_FFFF), out _).ShouldBeFalse();
        bench.Device.TryResolve(new BusAddr(0x1_0000_0000), out var first).ShouldBeTrue();
        first.Value.ShouldBe(0x1_0000_0000UL);
        bench.Device.TryResolve(new BusAddr(0x2_0000_0000), out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(24, 1UL << 24)]
    [InlineData(31, 1UL << 31)]
    [InlineData(32, 1UL << 31)]
    public void CoherentMemoryComesFromTheHighestZoneThatTheMaskReaches(int bits, ulong end)
    {
        var bench = Open(InDomain with { Domain = IommuDomain.None, Ram = ByteCount.GiB(6) });
        bench.Policy.Path = PathAction.Direct;
        bench.SetCoherentMask(bits);

        var made = bench.Alloc();

        made.Failure.ShouldBeNull();
        made.Mapping.Buffer.Value.ShouldBeLessThan(end);
        made.Mapping.Buffer.Value.ShouldBeGreaterThan(end / 2);
        bench.Machine.Guest.Pool.Contains(made.Mapping.Buffer).ShouldBeFalse();
    }

    [Fact]
    public void AMaskOf64BitsIsServedFromAboveTheHole()
    {
        var bench = Open(InDomain with { Domain = IommuDomain.None, Ram = ByteCount.GiB(6) });
        bench.Policy.Path = PathAction.Direct;
        bench.SetCoherentMask(64);

        bench.Alloc().Mapping.Buffer.Value.ShouldBeGreaterThan(7UL << 30);
    }

    private static Bench Open(BootSetup boot)
    {
        var bench = new Bench(boot, FirmwareSetup.WithoutWindows);
        bench.Policy.Window = boot.Domain == IommuDomain.Dma
            ? WindowAction.Table
            : WindowAction.NoOps;
        bench.Policy.Path = PathAction.Iommu;
        return bench;
    }

    private static DmaRequest At(ulong offset, ulong size) =>
        new(Bench.Buffer + new ByteCount(offset), new ByteCount(size));
}
