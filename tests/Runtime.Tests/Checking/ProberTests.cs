using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Tests.Machines;

namespace DmaRules.Runtime.Tests.Checking;

public sealed class ProberTests
{
    [Theory]
    [InlineData(ProbeKind.LeakedPage, DmaReason.HypervisorAndDevice)]
    [InlineData(ProbeKind.PrivateRead, DmaReason.CiphertextOnly)]
    [InlineData(ProbeKind.PrivateWrite, DmaReason.PrivatePageIntegrity)]
    [InlineData(ProbeKind.OtherBounce, DmaReason.OtherDeviceBounce)]
    public void AWholeRamWindowLetsEveryProbeThrough(ProbeKind kind, DmaReason expected) =>
        Probe(WindowAction.DdwMappingRam, isSecure: true, kind).ShouldBe([expected]);

    [Theory]
    [InlineData(ProbeKind.LeakedPage, DmaReason.HypervisorOnly)]
    [InlineData(ProbeKind.OtherBounce, DmaReason.OtherDeviceBounce)]
    public void APoolWindowLetsThePoolThrough(ProbeKind kind, DmaReason expected) =>
        Probe(WindowAction.DdwMappingPool, isSecure: true, kind).ShouldBe([expected]);

    [Theory]
    [InlineData(ProbeKind.PrivateRead)]
    [InlineData(ProbeKind.PrivateWrite)]
    public void WithoutATceAPrivatePageIsSafe(ProbeKind kind)
    {
        Probe(WindowAction.DdwMappingPool, isSecure: true, kind).ShouldBeEmpty();
        Probe(WindowAction.Table, isSecure: true, kind).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ProbeKind.None)]
    [InlineData(ProbeKind.LeakedPage)]
    [InlineData(ProbeKind.PrivateRead)]
    [InlineData(ProbeKind.PrivateWrite)]
    [InlineData(ProbeKind.OtherBounce)]
    public void NothingLeaksThatIsNoSecret(ProbeKind kind) =>
        Probe(WindowAction.DdwMappingRam, isSecure: false, kind).ShouldBeEmpty();

    [Fact]
    public void AProbedPageThatNoTceMapsIsSaidToBeStopped()
    {
        var bench = new Bench(Bench.Secure(KernelProfile.V56));

        new Prober(bench.Machine).Probe(bench.Device, ProbeKind.PrivateRead);

        bench.Kinds.ShouldContain(DmaEventKind.ProbeStopped);
    }

    private static List<DmaReason> Probe(WindowAction window, bool isSecure, ProbeKind kind)
    {
        var bench = new Bench(new(KernelProfile.V56) { IsSecure = isSecure })
        {
            Policy = { Window = window },
        };
        bench.SetMask(64).ShouldBeNull();
        new Prober(bench.Machine).Probe(bench.Device, kind);
        return [.. bench.Events.Select(e => e.Reason).OfType<DmaReason>()];
    }
}
