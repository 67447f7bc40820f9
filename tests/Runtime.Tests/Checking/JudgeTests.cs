using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Runtime.Tests.Checking;

public sealed class JudgeTests
{
    private readonly Judge _judge = new(NullSink.Instance);

    public JudgeTests() => _judge.Watch("dev");

    [Fact]
    public void WithoutAReasonAllIsOk()
    {
        _judge.On(new DmaEvent(DmaEventKind.DeviceRead, "dev"));

        _judge.Verdict.ShouldBeOfType<Verdict.Ok>();
        _judge.Verdict.ToString().ShouldBe("ok");
    }

    [Theory]
    [InlineData(DmaEventKind.Failed, "fails")]
    [InlineData(DmaEventKind.MaskRefused, "fails")]
    [InlineData(DmaEventKind.Leaked, "leaks")]
    [InlineData(DmaEventKind.DeviceFaulted, "breaks")]
    [InlineData(DmaEventKind.DeviceReadCiphertext, "breaks")]
    [InlineData(DmaEventKind.CpuReadWrong, "breaks")]
    public void TheKindOfTheEventIsTheKindOfTheVerdict(DmaEventKind kind, string word)
    {
        _judge.On(new DmaEvent(kind, "dev", Reason: DmaReason.Refused));

        _judge.Verdict.Word.ShouldBe(word);
        _judge.Verdict.Why.ShouldBe(DmaReason.Refused);
    }

    [Fact]
    public void TheFirstThingThatWentWrongCounts()
    {
        _judge.On(new DmaEvent(DmaEventKind.Failed, "dev", Reason: DmaReason.SwiotlbFull));
        _judge.On(new DmaEvent(DmaEventKind.Leaked, "dev", Reason: DmaReason.HypervisorOnly));

        _judge.Verdict.ToString().ShouldBe("fails swiotlb_full");
        _judge.Verdict.Proof.ShouldNotBeNull().Kind.ShouldBe(DmaEventKind.Failed);
    }

    [Fact]
    public void OtherDevicesAreNoMatter()
    {
        _judge.On(new DmaEvent(DmaEventKind.Bounced, "neighbour"));
        _judge.On(new DmaEvent(DmaEventKind.Failed, "neighbour", Reason: DmaReason.Refused));

        _judge.Verdict.ShouldBeOfType<Verdict.Ok>();
        _judge.Bounced.ShouldBeFalse();
    }

    [Fact]
    public void WatchingAnewForgets()
    {
        _judge.On(new DmaEvent(DmaEventKind.Bounced, "dev"));
        _judge.On(new DmaEvent(DmaEventKind.Failed, "dev", Reason: DmaReason.Refused));

        _judge.Watch("dev");

        _judge.Verdict.ShouldBeOfType<Verdict.Ok>();
        _judge.Bounced.ShouldBeFalse();
    }
}
