using DmaRules.Cli.Repl;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Tests.Repl;

public class SessionTests
{
    [Theory]
    [InlineData("dicide", "did you mean `decide`? `:help` shows all")]
    [InlineData("why", "did you mean `:why`? `:help` shows all")]
    [InlineData("xyzzy", "`:help` shows what to type")]
    [InlineData("ddw = disabled", "`given ddw = VALUE` gives a fact")]
    public void AnUnknownWordGetsTheNearest(string line, string help) =>
        new Talk().Say(line).Lines[1].ShouldBe($"help: {help}");

    [Fact]
    public void ALineTooLongIsRefusedPolitely()
    {
        var answer = new Talk().Say(new string('x', ReplSession.LongestLine + 1));

        answer.Lines.ShouldBe(["error: the line is too long", "help: a line has at most 1 MiB"]);
    }

    [Fact]
    public void ALongWordIsNotEchoedInFull() =>
        new Talk().Say(new string('x', 100_000)).Lines.ShouldAllBe(l => l.Length <= 80);

    [Fact]
    public void CommentsAndTheMarkOfAFileAreNoInput() =>
        new Talk().Say("\uFEFF# given nonsense").Lines.ShouldBeEmpty();

    [Theory]
    [InlineData(":quit")]
    [InlineData("exit")]
    public void QuitEnds(string line) => new Talk().Say(line).Quits.ShouldBeTrue();

    [Fact]
    public void HelpFitsIntoEightyColumnsAndNamesEveryVerb()
    {
        var lines = new Talk().Say(":help").Lines;

        lines.ShouldAllBe(l => l.Length <= 80);
        ReplVerbs.All.ShouldAllBe(v => lines.Any(l => l.Contains(v.Name)));
        new Talk().Say(":help mpa").Lines[1].ShouldBe("help: did you mean `map`?");
        new Talk().Say(":help why").Lines[0].ShouldStartWith(":why");
    }

    [Fact]
    public void AnotherPolicyKeepsTheFactsAndSetsDevicesUpAgain()
    {
        var talk = new Talk();

        var answer =
            talk.Say("given is_secure_guest", "device nic", "map nic", ":load secure-both");

        answer.Lines[^1].ShouldStartWith("the devices are set up again");
        talk.Hear(":facts is_secure_guest").ShouldContain("yes, given");
        talk.Say("map nic").IsError.ShouldBeFalse();
        talk.Hear(":list").ShouldContain("* secure-both");
    }

    [Fact]
    public void APolicyWithErrorsIsShownAndNotTaken()
    {
        var talk = new Talk();
        talk.Files.Texts["mine.rules"] =
            "policy \"mine\"\ndecide path first {\n  rule a whem op is map => iommu\n"
            + "  otherwise => iommu\n}\n";

        var answer = talk.Say(":load mine.rules");

        answer.IsError.ShouldBeTrue();
        answer.Lines[0].ShouldStartWith("mine.rules(3,");
        talk.Hear(":list").ShouldContain("* pseries-v5.6");
    }

    [Fact]
    public void APolicyOfTheUsersOwnIsTaken()
    {
        var talk = new Talk();
        talk.Files.Texts["mine.rules"] =
            "policy \"mine\"\nparam wide : bool = no\ndecide path first {\n"
            + "  rule w when wide => direct\n  otherwise => iommu\n}\n";

        talk.Say(":load mine.rules", "given wide", "decide").Lines[1].ShouldContain(
            "direct by w, mine.rules(4)");
        talk.Hear(":policy").ShouldStartWith("policy \"mine\"");
        talk.Say(":load pseries-v5.6", ":facts wide").IsError.ShouldBeTrue();
    }

    [Theory]
    [InlineData(":load", "a file or a shipped policy is missing")]
    [InlineData(":load secure-bath", "no policy is called secure-bath")]
    [InlineData(":save", "a file is missing")]
    [InlineData(":save full", "full cannot be written")]
    [InlineData(":memory", "there is no device yet")]
    [InlineData(":verdict", "there is no device yet")]
    [InlineData(":quit now", "`now` is too much")]
    public void WhatCannotBeDoneIsRefusedInWords(string line, string problem) =>
        new Talk().Say(line).Lines[0].ShouldBe($"error: {problem}");

    [Fact]
    public void ASavedSessionPlaysAgain()
    {
        var talk = new Talk();
        talk.Say(":load secure-both", "given is_secure_guest", "device nic");
        talk.Say("nic set_mask 64 bits");
        talk.Say("x = map nic 8 KiB", "nonsense").IsError.ShouldBeTrue();
        talk.Say("read x", "= Machine.Devices.Count", ":help", ":save it").IsError.ShouldBeFalse();

        var again = new Talk();
        foreach (var line in talk.Files.Texts["it"].TrimEnd().Split('\n'))
        {
            again.Say(line).IsError.ShouldBeFalse(line);
        }

        talk.Files.Texts["it"].ShouldNotContain("nonsense");
        again.Hear(":events").ShouldBe(talk.Hear(":events"));
    }

    [Fact]
    public void EveryShippedPolicyCanBeLoadedAndDriven()
    {
        foreach (var name in ShippedPolicies.Names)
        {
            var talk = new Talk();
            talk.Say($":load {name}", "given is_secure_guest", "decide", "device nic");
            talk.Say("nic set_mask_and_coherent 64 bits", "map nic", ":memory")
                .IsError.ShouldBeFalse(name);
        }
    }
}
