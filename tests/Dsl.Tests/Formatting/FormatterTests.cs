using System.Diagnostics;
using System.Text;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests.Formatting;

public sealed class FormatterTests
{
    public static TheoryData<string> Files => [.. Corpus.Names("format")];

    [Theory]
    [MemberData(nameof(Files))]
    public void FilesComeOutInTheOneStyle(string name)
    {
        var text = Format(Corpus.Read("format", $"{name}.rules").Content);

        Corpus.Compare("format", $"{name}.formatted.txt", text);
        FormattingCheck.Run(text, name).ShouldBeTrue();
    }

    [Fact]
    public void AFileWithAMistakeIsRefused()
    {
        var formatted = Formatter.Format(new SourceText("x.rules", "let x whem atomic\n"));

        formatted.Value.ShouldBeNull();
        formatted.Diagnostics.Select(d => d.Descriptor.Code).ShouldBe(["DMA1001"]);
    }

    [Fact]
    public void UnknownNamesAreNoneOfItsBusiness() =>
        Format("let x   =   no_such_fact").ShouldBe("let x = no_such_fact\n");

    [Theory]
    [InlineData("", "")]
    [InlineData(" \r\n\t\n", "")]
    [InlineData("# alone", "# alone\n")]
    [InlineData("\n\n# a\n\n\n\n# b\n\n", "# a\n\n# b\n")]
    public void AFileWithoutDeclarationsIsOneToo(string text, string formatted) =>
        Format(text).ShouldBe(formatted);

    [Theory]
    [InlineData("(a and b) or c", "(a and b) or c")]
    [InlineData("((a) and (not b)) or (c)", "(a and not b) or c")]
    [InlineData("a and b or c", "a and b or c")]
    [InlineData("(a or b) and c", "(a or b) and c")]
    [InlineData("((a and b))", "a and b")]
    [InlineData("not (a)", "not a")]
    [InlineData("not (a and b)", "not (a and b)")]
    [InlineData("a implies (b implies c)", "a implies (b implies c)")]
    public void BracketsStayWhereTheyTellSomething(string condition, string formatted) =>
        Format($"let x = {condition}").ShouldBe($"let x = {formatted}\n");

    [Fact]
    public void ALineOfEightyColumnsStaysWhole()
    {
        var name = new string('n', 80 - "let x = a and ".Length);

        Format($"let x = a and {name}").ShouldBe($"let x = a and {name}\n");
        Format($"let x = a and {name}n").ShouldBe($"let x =\n  a and {name}n\n");
    }

    [Fact]
    public void ACommentMakesNoLineLonger()
    {
        var line = $"let x = a and b  # {new string('c', 80)}\n";

        Format(line).ShouldBe(line);
    }

    [Fact]
    public void AVeryLongCellWidensNoColumn()
    {
        var message = new string('m', 1_000);
        var text = Format($"table \"t\" {{\n  | a || map |\n  | b || refuse \"{message}\" |\n}}\n");

        text.ShouldContain("\n  | a || map |\n");
        text.ShouldContain(message);
    }

    [Fact]
    public void WhatWouldBeTooLargeIsRefused()
    {
        var wide = string.Join('|', Enumerable.Repeat(new string('w', 100), 5));
        var rows = string.Concat(Enumerable.Repeat(" |-|-|-|-|-||-|\n", 9_000));
        var formatted = Formatter.Format(
            new SourceText("x.rules", $"table \"t\" {{\n |{wide}||map|\n{rows} }}\n"));

        formatted.Value.ShouldBeNull();
        formatted.Diagnostics.ShouldHaveSingleItem().Descriptor
            .ShouldBe(DiagnosticCatalog.FormattedTooLarge);
    }

    [Fact]
    public void TenThousandRulesTakeNoTime()
    {
        var text = new StringBuilder("decide path first {\n");
        for (var i = 0; i < 10_000; i++)
        {
            text.Append($" rule r{i} when a and b in {{c, d}} or (not e and f) => bypass # {i}\n");
            text.Append(i % 3 == 0 ? "  because \"x\" # y\n\n" : "");
        }

        var file = text.Append("}\n").ToString();
        Format(file);
        var clock = Stopwatch.StartNew();
        Format(file);
        clock.ElapsedMilliseconds.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void ManyRulesOnOneLongLineTakeNoTime()
    {
        var blanks = new string(' ', 1_000_000);
        var rules = string.Concat(Enumerable.Range(0, 10_000).Select(i => $" rule r{i} when a=>b"));
        var clock = Stopwatch.StartNew();
        Format($"# {blanks}.\n{blanks}\ndecide path first {{\n{blanks}{rules}\n}}\n");
        clock.ElapsedMilliseconds.ShouldBeLessThan(10_000);
    }

    [Fact]
    public void TheDeepestNestingIsNotTooDeep()
    {
        const int Deep = 31;
        var condition = string.Concat(Enumerable.Repeat("not (a and ", Deep)) + "b"
            + new string(')', Deep);

        var text = Format($"let x = {condition} # why\n");

        text.ShouldEndWith(new string(')', Deep) + "  # why\n");
        FormattingCheck.Run(text, "deep").ShouldBeTrue();
    }

    [Fact]
    public void OneChainOfTenThousandPartsTakesNoTime()
    {
        var chain = string.Join(" # why\n and ", Enumerable.Repeat("(a or b)", 4_900));
        var clock = Stopwatch.StartNew();
        Format($"let x = {chain}").Split('\n').Length.ShouldBe(4_902);
        clock.ElapsedMilliseconds.ShouldBeLessThan(10_000);
    }

    private static string Format(string text)
    {
        var formatted = Formatter.Format(new SourceText("x.rules", text));
        DiagnosticPrinter.Print(formatted.Diagnostics).ShouldBe("");
        return formatted.Value.ShouldNotBeNull();
    }
}
