namespace DmaRules.Cli.Tests.Repl;

public class CSharpLinesTests
{
    [Fact]
    public void ALineSeesTheSession()
    {
        var talk = new Talk();
        talk.Say("given is_secure_guest", "device nic", "map nic to_device");

        talk.Hear("= Machine.Devices[0].Name").ShouldBe("\"nic\"");
        talk.Hear("= Machine.Memory.Shared").ShouldBe("64 MiB");
        talk.Hear("= Facts").ShouldBe("[is_secure_guest = yes]");
        talk.Hear("= Policy.Kernel").ShouldBe("\"v5.6\"");
        talk.Hear("= Events[^1]").ShouldStartWith("nic: ");
        talk.Hear("= Device(\"nic\").State.DmaMask.Bits").ShouldBe("32");
    }

    [Fact]
    public void VariablesLiveOnFromLineToLine()
    {
        var talk = new Talk();

        talk.Say("= var x = 20;").Lines.ShouldBeEmpty();
        talk.Hear("= x + 1").ShouldBe("21");
        talk.Hear("= Last").ShouldBe("21");
        talk.Hear("decide", "= ((TrialResult)Last).Verdict").ShouldBe("ok");
        talk.Hear("= int Twice(int n) => 2 * n;", "= Twice(x)").ShouldBe("40");
    }

    [Fact]
    public void AnExceptionIsOneLineAndTheStateStays()
    {
        var talk = new Talk();

        talk.Say("= var x = 1;", "= throw new InvalidOperationException(\"no\\nway\");").Lines
            .ShouldBe(["exception: System.InvalidOperationException: no way"]);
        talk.Hear("= x").ShouldBe("1");
    }

    [Fact]
    public void AMistakeIsShownWithCarets()
    {
        var answer = new Talk().Say("= 1 + Foo");

        answer.IsError.ShouldBeTrue();
        answer.Lines[0].ShouldStartWith("error: CS0103:");
        answer.Lines[1].ShouldBe("  1 + Foo");
        answer.Lines[2].ShouldBe("      ^^^");
    }

    [Fact]
    public void AMistakeInALongLineIsShownWithWhatLiesAroundIt() =>
        new Talk().Say($"= {string.Join(" + ", Enumerable.Repeat("1", 200))} + Foo").Lines
            .Skip(1).ShouldAllBe(l => l.Length <= 80);

    [Fact]
    public void CollectionsAreAbbreviated()
    {
        var lines = new Talk().Say("= Enumerable.Range(0, 1000).ToList()").Lines;

        lines.Length.ShouldBe(11);
        lines[^1].ShouldBe("... and 990 more");
        new Talk().Say("= Enumerable.Repeat(1, int.MaxValue)").Lines[^1].ShouldBe("... and more");
    }

    [Fact]
    public void AnEnumeratorThatThrowsIsAnExceptionOfTheLine() =>
        new Talk().Hear("= new[] { 1, 0 }.Select(n => 1 / n)")
            .ShouldBe("exception: System.DivideByZeroException: Attempted to divide by zero.");

    [Fact]
    public void CodeThatIsNestedTooDeepDoesNotKillTheSession()
    {
        var talk = new Talk();

        talk.Say($"= {new string('(', 1900)}1{new string(')', 1900)}").Lines.ShouldNotBeEmpty();
        talk.Say($"= {new string('(', 4000)}").IsError.ShouldBeTrue();
        talk.Hear("= 1").ShouldBe("1");
    }

    [Fact]
    public void StepsTakenInCSharpShowTheirEvents() =>
        new Talk().Hear(
            "device nic", "= Machine.Api.Masks.SetMask(Device(\"nic\").State, DmaMask.OfBits(64))")
            .ShouldContain("nic: dma_set_mask(64 bits) accepted");
}
