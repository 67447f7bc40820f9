using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class NamesTests
{
    [Theory]
    [InlineData("class SlotHelper { }")]
    [InlineData("enum WindowManager { }")]
    [InlineData("static class StringUtils { }")]
    [InlineData("record Mapping(int TceInfo);")]
    [InlineData("class A { void M() { var dmaHandle = 1; } }")]
    [InlineData("class A { int _slotData; }")]
    public void ComplainsAboutWordsThatSayNothing(string code) =>
        Names.EmptyWords(new SourceFile("a.cs", code)).ShouldHaveSingleItem();

    [Theory]
    [InlineData("class Handler { void HandleStep() { } }")]
    [InlineData("class A : HelperBase { [InlineData] int Database; }")]
    public void AcceptsNamesOfOthersAndOtherWords(string code) =>
        Names.EmptyWords(new SourceFile("a.cs", code)).ShouldBeEmpty();

    [Theory]
    [InlineData("[Fact] void Bounces_when_small() { }")]
    [InlineData("[Theory] void ItShouldBounce() { }")]
    [InlineData("[FactIfPresent(\"x\")] void TestBounce() { }")]
    public void ComplainsAboutTestsThatAreNoSentences(string method) =>
        Names.TestsThatAreNoSentences(new SourceFile("a.cs", $"class A {{ {method} }}"))
            .ShouldHaveSingleItem();

    [Theory]
    [InlineData("[Fact] void ShowsTheTestThatFailed() { }")]
    [InlineData("void Test_data() { }")]
    public void AcceptsSentencesAboutTestsAndWhatIsNoTest(string method) =>
        Names.TestsThatAreNoSentences(new SourceFile("a.cs", $"class A {{ {method} }}"))
            .ShouldBeEmpty();

    [Fact]
    public void ComplainsAboutATestClassWithoutASubject() =>
        Names.TestClassesWithoutSubject(
            new SourceFile("a.cs", "class Pool { [Fact] void Bounces() { } } class Plain { }"))
            .ShouldHaveSingleItem();

    [Theory]
    [InlineData("SlotSearch", new[] { "slot", "search" })]
    [InlineData("_tceInfo", new[] { "tce", "info" })]
    [InlineData("DMAMask64", new[] { "dma", "mask" })]
    public void TakesNamesApart(string name, string[] words) =>
        NameWords.Of(name).ShouldBe(words);
}
