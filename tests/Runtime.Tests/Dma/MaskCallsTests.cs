using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

public sealed class MaskCallsTests
{
    [Fact]
    public void ADeviceStartsWithTwo32BitMasks()
    {
        var device = new Bench().Device.State;

        device.DmaMask.Bits.ShouldBe(32);
        device.CoherentMask.Bits.ShouldBe(32);
    }

    [Fact]
    public void TheLastAcceptedCallDecidesTheWindow()
    {
        var bench = new Bench();
        bench.SetMask(64).ShouldBeNull();
        bench.Device.State.Window.ShouldBe(GrantedWindow.Ddw);

        bench.Policy.Window = WindowAction.Table;
        bench.SetCoherentMask(32).ShouldBeNull();

        bench.Device.State.Window.ShouldBe(GrantedWindow.Table);
        bench.Device.State.DmaMask.Bits.ShouldBe(64);
    }

    [Fact]
    public void AFailingCallChangesNeitherMaskNorWindow()
    {
        var bench = new Bench();
        bench.SetMask(64).ShouldBeNull();

        bench.Policy.Window = WindowAction.Refuse;

        bench.SetMask(48).ShouldBe(DmaReason.Refused);
        bench.SetCoherentMask(48).ShouldBe(DmaReason.Refused);
        bench.Device.State.DmaMask.Bits.ShouldBe(64);
        bench.Device.State.CoherentMask.Bits.ShouldBe(32);
        bench.Device.State.Window.ShouldBe(GrantedWindow.Ddw);
        bench.Kinds.Count(k => k == DmaEventKind.MaskRefused).ShouldBe(2);
    }

    [Fact]
    public void TheSecondOfTwoIsNotTriedAfterTheFirstFailed()
    {
        var bench = new Bench { Policy = { Window = WindowAction.Refuse } };
        var asked = bench.Policy.WindowsAsked;

        bench.Machine.Api.Masks
            .SetMaskAndCoherent(bench.Device.State, DmaMask.OfBits(64))
            .ShouldBe(DmaReason.Refused);

        bench.Policy.WindowsAsked.ShouldBe(asked + 1);
    }

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void WithoutOpsTheMaskHasToReachZoneDma(int bits, bool isAccepted)
    {
        var bench = new Bench { Policy = { Window = WindowAction.NoOps } };

        (bench.SetMask(bits) is null).ShouldBe(isAccepted);
    }

    [Fact]
    public void WithIommuOffNoRuleIsAsked()
    {
        var bench = new Bench(new(KernelProfile.V56) { IommuOff = true });
        var asked = bench.Policy.WindowsAsked;

        bench.SetMask(64).ShouldBeNull();

        bench.Policy.WindowsAsked.ShouldBe(asked);
        bench.Device.State.Window.ShouldBe(GrantedWindow.None);
    }

    [Theory]
    [InlineData("v5.6", PathAction.Iommu, GrantedWindow.Ddw)]
    [InlineData("v6.1", PathAction.Iommu, GrantedWindow.Table)]
    [InlineData("v6.1", PathAction.Bypass, GrantedWindow.Ddw)]
    public void TheRequiredMaskQueryDecidesAgainUnlessAllocationsGoDirect(
        string kernel, PathAction alloc, GrantedWindow expected)
    {
        var bench = new Bench(new(KernelProfile.Find(kernel, "pseries")!));
        bench.SetMask(64).ShouldBeNull();
        (bench.Policy.Window, bench.Policy.Path) = (WindowAction.Table, alloc);

        bench.Machine.Api.Masks.QueryRequiredMask(bench.Device.State).Bits.ShouldBe(60);

        bench.Device.State.Window.ShouldBe(expected);
        bench.Device.State.DmaMask.Bits.ShouldBe(64);
    }

    [Theory]
    [InlineData("v5.3", 60)]
    [InlineData("v5.4", 60)]
    [InlineData("v5.6", 32)]
    [InlineData("v6.12", 32)]
    public void TheSupportedMaskAtTheHugeWindowIsTheReleasesAffair(string kernel, int bits)
    {
        var bench = new Bench(new(KernelProfile.Find(kernel, "pseries")!));
        bench.SetMask(64).ShouldBeNull();

        bench.Machine.Api.Facts.SupportedMask(bench.Device.State).Bits.ShouldBe(bits);
    }
}
