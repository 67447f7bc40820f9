using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

public sealed class DiagnosticPrinterTests
{
    private static readonly SourceText Source = new("some.rules", "decide path first\n");

    private static readonly DiagnosticDescriptor Sentence =
        new("DMA0000", Severity.Error, "a sentence", "{0}");

    [Fact]
    public void SentencesWrapWithAHangingIndent() =>
        Print("one two three four five six seven eight nine ten eleven", "go on", 44).ShouldBe("""
            some.rules(1,8): error DMA0000: one two
                  three four five six seven eight nine
                  ten eleven
              decide path first
                     ^^^^
            help: go on

            """);

    [Fact]
    public void HelpHangsBelowItself() =>
        Print("no", "write one, or two, or as many as there are rules", 40).ShouldEndWith("""
            help: write one, or two, or as many as
                  there are rules

            """);

    [Fact]
    public void WhatStandsInBackticksIsNotBroken() =>
        Print("no", "did you mean `decide path first` or not?", 40).ShouldEndWith("""
            help: did you mean `decide path first`
                  or not?

            """);

    [Fact]
    public void WhatIsWiderThanALineStandsOnOneOfItsOwn()
    {
        var name = new string('a', 100);

        Print($"nothing is called `{name}` here", "go on", 40).ShouldStartWith($"""
            some.rules(1,8): error DMA0000: nothing
                  is called
                  `{name}`
                  here

            """);
    }

    [Fact]
    public void ALoneBacktickHoldsNothingTogether() =>
        Print("a lone ` is one mark among many words of a line", "go on", 44).ShouldStartWith("""
            some.rules(1,8): error DMA0000: a lone ` is
                  one mark among many words of a line

            """);

    private static string Print(string message, string help, int width)
    {
        var place = new SourcePlace(Source, new TextSpan(7, 4));
        return DiagnosticPrinter.Print(new Diagnostic(Sentence, place, [message], help), width);
    }
}
