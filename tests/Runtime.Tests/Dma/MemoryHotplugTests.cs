using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Tests.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Dma;

/// <summary>Memory that comes and goes, and what windows then map (facts/kernel-dispatch.md
/// 3.2).</summary>
public sealed class MemoryHotplugTests
{
    private static readonly PhysAddr EndOfRam = new(ByteCount.GiB(64).Value);
    private static readonly BootSetup Roomy =
        new(KernelProfile.V56) { MaxRam = ByteCount.GiB(128), IsSecure = true };

    [Fact]
    public void AWindowOverRamMapsWhatComesAndClearsWhatGoes()
    {
        var bench = new Bench(Roomy);
        bench.SetMask(64);
        var before = TcesOf(bench);

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();

        (TcesOf(bench) - before).ShouldBe(16384UL);
        bench.Device.TryResolve(Bus(EndOfRam), out var found).ShouldBeTrue();
        found.ShouldBe(EndOfRam);
        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();
        TcesOf(bench).ShouldBe(before);
        bench.Device.TryResolve(Bus(EndOfRam), out _).ShouldBeFalse();
        bench.Machine.HasMemoryAt(EndOfRam).ShouldBeFalse();
    }

    [Fact]
    public void AWindowOverThePoolStaysAsItIs()
    {
        var bench = new Bench(Roomy);
        bench.Policy.Window = WindowAction.DdwMappingPool;
        bench.SetMask(64);
        var before = TcesOf(bench);

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();

        TcesOf(bench).ShouldBe(before);
        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();
        TcesOf(bench).ShouldBe(before);
    }

    [Fact]
    public void AWindowThatFirstMappedThePoolMapsAllOfRamOnceItIsAskedTo()
    {
        var bench = new Bench(Roomy);
        bench.Policy.Window = WindowAction.DdwMappingPool;
        bench.SetMask(64);
        bench.Machine.Hotplug.Add(EndOfRam + ByteCount.GiB(1), ByteCount.GiB(1)).ShouldBeNull();
        bench.Policy.Window = WindowAction.DdwMappingRam;

        bench.SetMask(64);

        TcesOf(bench).ShouldBe(65UL * 16384);
        bench.Device.TryResolve(Bus(EndOfRam), out _).ShouldBeFalse();
    }

    [Fact]
    public void ATooSmallWindowVetoesAndTheOthersAreCleared()
    {
        var bench = new Bench(new BootSetup(KernelProfile.V56));
        var hotplug = bench.Machine.Hotplug;
        // The second PE's window is made for 64 GiB, and over the pool, so that nobody vetoes yet;
        // the first one's is made for what is there by then. In the end both map all they can.
        bench.Policy.Window = WindowAction.DdwMappingPool;
        var device = bench.Machine.AddDevice("other", bench.Machine.AddEndpoint("pe1")).State;
        bench.Machine.Api.Masks.SetMask(device, DmaMask.OfBits(64));
        hotplug.Add(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();
        bench.Policy.Window = WindowAction.DdwMappingRam;
        bench.SetMask(64);
        bench.Machine.Api.Masks.SetMask(device, DmaMask.OfBits(64));
        var (large, small) = (TcesOf(bench), device.Endpoint.Huge!.Table.Used.Value);
        bench.Events.Clear();

        hotplug.Add(EndOfRam + ByteCount.GiB(1), ByteCount.GiB(1))
            .ShouldBe(DmaReason.HotplugVetoed);

        (large, small).ShouldBe((65UL * 16384, 64UL * 16384));
        TcesOf(bench).ShouldBe(large);
        device.Endpoint.Huge!.Table.Used.Value.ShouldBe(small);
        bench.Machine.Guest.Ram.Size.ShouldBe(ByteCount.GiB(65));
        bench.Kinds.ShouldBe(
        [
            DmaEventKind.WindowGrew, DmaEventKind.WindowShrank, DmaEventKind.MemoryVetoed,
        ]);
    }

    [Fact]
    public void WithoutAWindowNobodyVetoesAndALaterOneHoldsAll()
    {
        var bench = new Bench(new BootSetup(KernelProfile.V56));

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();

        bench.SetMask(64).ShouldBeNull();
        bench.Endpoint.Huge!.Table.Size.ShouldBe(new TceCount(2UL << 20));
        TcesOf(bench).ShouldBe(65UL * 16384);
    }

    [Theory]
    [InlineData("v6.1", false)]
    [InlineData("v6.12", true)]
    public void AboveHotplugMaxThe612NotifierPutsNothingIntoWindows(string kernel, bool isOnline)
    {
        var bench = new Bench(new BootSetup(KernelProfile.Find(kernel, "pseries")!));
        bench.SetMask(64);
        var before = TcesOf(bench);

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1))
            .ShouldBe(isOnline ? null : DmaReason.HotplugVetoed);

        bench.Machine.HasMemoryAt(EndOfRam).ShouldBe(isOnline);
        TcesOf(bench).ShouldBe(before);
    }

    [Fact]
    public void WhatComesAndGoesCostsHypercallsForEveryList()
    {
        var bench = new Bench(Roomy with { IsSecure = false });
        bench.SetMask(64);
        var calls = bench.Machine.Guest.Hypercalls;
        var (put, cleared) = (calls.PutTceLists, calls.ClearTces);

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1));
        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1));

        (calls.PutTceLists - put).ShouldBe(16384UL / Hypercalls.EntriesPerCall);
        (calls.ClearTces - cleared).ShouldBe(16384UL / Hypercalls.EntriesPerCall);
    }

    [Fact]
    public void MemoryInUseStaysUntilItIsGivenBackAsOftenAsItWasTaken()
    {
        var bench = new Bench(Roomy);
        var ram = bench.Machine.Guest.Ram;
        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1));
        ram.Pin(EndOfRam, ByteCount.KiB(4));
        ram.Pin(EndOfRam, ByteCount.KiB(4));

        ram.Unpin(EndOfRam, ByteCount.KiB(4));
        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1)).ShouldBe(DmaReason.MemoryInUse);
        bench.Machine.HasMemoryAt(EndOfRam).ShouldBeTrue();
        ram.Unpin(EndOfRam, ByteCount.KiB(4));
        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1)).ShouldBeNull();
    }

    [Fact]
    public void NewMemoryOfASecureGuestIsPrivateAndComesBackAsZeros()
    {
        var bench = new Bench(Roomy);
        var memory = bench.Machine.Memory;
        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1));
        memory.IsVisibleOutside(EndOfRam).ShouldBeFalse();
        bench.Machine.Guest.Ultravisor.Share(EndOfRam, ByteCount.KiB(64));
        bench.Machine.CpuWrites(EndOfRam, ByteCount.KiB(4));

        bench.Machine.Hotplug.Remove(EndOfRam, ByteCount.GiB(1));
        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1));

        memory.IsVisibleOutside(EndOfRam).ShouldBeFalse();
        memory.ContentAt(EndOfRam).ShouldBe(Content.Zeros);
    }

    [Fact]
    public void TheHostsFailureIsNobodysDma()
    {
        var judge = new Judge(NullSink.Instance);
        judge.WatchAll();
        var bench = new Bench(new BootSetup(KernelProfile.V56));
        bench.SetMask(64);
        bench.Machine.Guest.Events = judge;

        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1)).ShouldNotBeNull();

        judge.Verdict.ShouldBeOfType<Verdict.Ok>();
    }

    [Fact]
    public void ResetForgetsMemoryPesAndPins()
    {
        var bench = new Bench(Roomy);
        bench.SetMask(64);
        bench.Machine.Hotplug.Add(EndOfRam, ByteCount.GiB(1));
        bench.Machine.Guest.Ram.Pin(EndOfRam, ByteCount.KiB(4));

        bench.Machine.Reset(bench.Machine.Spec);

        bench.Machine.Guest.Ram.Size.ShouldBe(ByteCount.GiB(64));
        bench.Machine.Guest.Ram.IsPinned(EndOfRam, ByteCount.GiB(1)).ShouldBeFalse();
        bench.Machine.Guest.Endpoints.ShouldBeEmpty();
        bench.Machine.Guest.Ram.LastByte.ShouldBe(EndOfRam - new ByteCount(1));
    }

    [Fact]
    public void AnUntranslatedDeviceReachesWhatCame()
    {
        var bench = new Bench(Roomy);
        var bare = bench.Machine.AddDevice("bare", bench.Endpoint, isTranslated: false);
        bench.Machine.Hotplug.Add(EndOfRam + ByteCount.GiB(1), ByteCount.GiB(1));

        Exposure.Of(bench.Machine, bare).Reachable.ShouldBe(ByteCount.GiB(65));
        bare.TryResolve(new BusAddr(EndOfRam.Value), out _).ShouldBeFalse();
    }

    private static BusAddr Bus(PhysAddr address) =>
        new FirmwareSetup().HugeBase + new ByteCount(address.Value);

    private static ulong TcesOf(Bench bench) => bench.Endpoint.Huge!.Table.Used.Value;
}
