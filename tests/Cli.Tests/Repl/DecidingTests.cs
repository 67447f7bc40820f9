namespace DmaRules.Cli.Tests.Repl;

public class DecidingTests
{
    [Theory]
    [InlineData("given dma_mask = 64 bits, is_secure_guest")]
    [InlineData("given dma_mask=64,is_secure_guest=yes")]
    [InlineData("given dma_mask 64 bits, is_secure_guest is yes, not atomic")]
    [InlineData("given dma_mask == 64 bits , is_secure_guest yes")]
    public void FactsAreGivenInEverySpellingThatPeopleUse(string line)
    {
        var answer = new Talk().Say(line, "");

        answer.Lines[0].ShouldBe("window    ddw mapping ram by huge-window, pseries-v5.6.rules(9)");
        answer.Lines[1].ShouldBe("map       bypass by streaming, pseries-v5.6.rules(18)");
        answer.Lines[2].ShouldBe("dma       ok, bounced");
    }

    [Fact]
    public void TheDecisionIsAboutTheGivenOperation() =>
        new Talk().Say("given op alloc", "decide").Lines[1]
            .ShouldStartWith("alloc     iommu by otherwise");

    [Fact]
    public void AFactThatTheMachineComputesCanBeSetAllTheSame() =>
        new Talk().Say("given dma_mask 64, ddw unavailable, window ddw", "decide").Lines[1]
            .ShouldStartWith("map       bypass by streaming");

    [Fact]
    public void SaysWhatTheMachineGaveWhereItIsNotWhatThePolicyAskedFor() =>
        new Talk().Say("given dma_mask 64, one_window", "decide").Lines[0]
            .ShouldStartWith("window    ddw mapping ram, but got table by huge-window");

    [Fact]
    public void NoRuleIsAskedWithoutIommuOps()
    {
        var answer = new Talk().Say("given iommu_off", "decide");

        answer.Lines[0].ShouldBe("window    no rule is asked: iommu_off");
        answer.Lines[1].ShouldBe("map       direct by iommu=off");
    }

    [Fact]
    public void WhyShowsEveryQuestionWithItsAnswerAndTheValue()
    {
        var why = new Talk().Say("given dma_mask 48 bits", "decide", ":why");

        why.Lines.ShouldContain("window for 48 bits: table by otherwise, pseries-v5.6.rules(11)");
        why.Lines.ShouldContain("    no  mask == 64 bits  (mask is 48 bits)");
        why.Lines.ShouldContain("    no  window is ddw  (window is table)");
        why.Lines.ShouldContain("    yes op is map");
        why.Lines.ShouldContain(
            l => l.StartsWith("map: iommu by otherwise", StringComparison.Ordinal));
    }

    [Fact]
    public void WhyOfABrokenPromiseNamesBothRulesAndTheWayOut()
    {
        var talk = new Talk();
        var promises = RepositoryRoot.At("tests", "Corpus", "cli", "promises.rules");
        talk.Files.Texts["promises.rules"] = File.ReadAllText(promises);

        var why = talk.Say(
            ":load promises.rules", "given is_secure_guest", "given dma_mask 64", "decide", ":why");

        why.Lines[0].ShouldBe("window for 64 bits: undecided");
        why.Lines[1].ShouldStartWith("promises.rules(5,3): error DMA3002: rules `wide` and");
        why.Lines.ShouldContain("promises.rules(4,3): `wide` is here");
        why.Lines.ShouldContain(
            l => l.StartsWith("help: that is so with", StringComparison.Ordinal));
        why.Lines.ShouldNotContain(l => l.Contains("ddw mapping ram by", StringComparison.Ordinal));
    }

    [Fact]
    public void WhyExplainsTheLastStepOfTheMachine()
    {
        var why = new Talk().Say("device nic", "nic set_mask 64 bits", ":why");

        why.Lines[0].ShouldBe(
            "window for 64 bits: ddw mapping ram by huge-window, pseries-v5.6.rules(9)");
        why.Lines.ShouldNotContain(l => l.StartsWith("map", StringComparison.Ordinal));
    }

    [Fact]
    public void WhyNeedsADecision() =>
        new Talk().Say(":why").Lines[0].ShouldBe("error: nothing was decided yet");

    [Fact]
    public void ADeviceIsAskedAboutWithoutTouchingIt()
    {
        var talk = new Talk();

        var answer = talk.Say("device nic", "nic set_mask_and_coherent 64", "decide nic");

        answer.Lines[0].ShouldBe("nic has 64 and 64 (coherent) bits, window ddw");
        answer.Lines.Length.ShouldBe(5);
        talk.Hear(":verdict").ShouldBe("nic: ok");
    }

    [Fact]
    public void AWrongFactChangesNothing()
    {
        var talk = new Talk();

        var refused = talk.Say("given is_secure_guest, dma_mesk = 64");

        refused.IsError.ShouldBeTrue();
        refused.Lines.ShouldBe(
            ["error: no fact is called `dma_mesk`", "help: did you mean `dma_mask`?"]);
        talk.Hear(":facts").ShouldStartWith("nothing is given");
    }

    [Theory]
    [InlineData("given dma_mask 65", "`65` is no value of `dma_mask`")]
    [InlineData("given ddw maybe", "`maybe` is no value of `ddw`")]
    [InlineData("given path iommu", "`path` is computed and cannot be given")]
    [InlineData("given ram 1 KiB", "ram: the model takes 256 MiB .. 1024 TiB")]
    [InlineData("given", "no fact is called ``")]
    public void AnImpossibleFactIsRefused(string line, string problem) =>
        new Talk().Say(line).Lines[0].ShouldBe($"error: {problem}");

    [Fact]
    public void OneFactIsShownWithItsMeaning()
    {
        var fact = new Talk().Say("given ddw disabled", ":facts ddw");

        fact.Lines[0].ShouldStartWith("ddw: the huge window");
        fact.Lines.ShouldContain("  now          disabled, given");
        new Talk().Say(":facts dw").Lines.ShouldContain("help: did you mean `ddw`?");
    }

    [Fact]
    public void ResetForgetsFactsAndDevices()
    {
        var talk = new Talk();

        talk.Say("given is_secure_guest", "device nic", ":reset").IsError.ShouldBeFalse();

        talk.Hear(":facts").ShouldStartWith("nothing is given");
        talk.Say(":memory").IsError.ShouldBeTrue();
        talk.Say("device nic").IsError.ShouldBeFalse();
    }
}
