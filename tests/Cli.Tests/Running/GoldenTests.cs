namespace DmaRules.Cli.Tests.Running;

/// <summary>The tests' own tools tell the truth.</summary>
public sealed class GoldenTests
{
    [Fact]
    public void EqualTextsDoNotDiffer() => Golden.FindDifference("a\nb\n", "a\nb\n").ShouldBeNull();

    [Theory]
    [InlineData("a\nb", "a\nc", "line 2:\nexpected: b\nbut was:  c")]
    [InlineData("a", "a\nc", "line 2:\nexpected: no line\nbut was:  c")]
    [InlineData("a\nb", "a", "line 2:\nexpected: b\nbut was:  no line")]
    public void TheFirstDifferenceIsShown(string expected, string actual, string difference) =>
        Golden.FindDifference(expected, actual).ShouldBe(difference);

    [Fact]
    public void QuotesKeepWordsTogether() =>
        CommandWords.Of("run a.rules  --scenario \"two words\" \"\"")
            .ShouldBe(["run", "a.rules", "--scenario", "two words", ""]);
}
