using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class LengthsTests
{
    [Fact]
    public void ComplainsAboutTheFirstColumnTooMany()
    {
        var file = new SourceFile("a.cs", new string('x', 100) + "\n" + new string('x', 101));

        Lengths.LongLines(file).ShouldHaveSingleItem().Line.ShouldBe(2);
    }

    [Theory]
    [InlineData("void Long()\n{\n", "}")]
    [InlineData("int Value\n{ get\n{\n", "return 1; } }")]
    [InlineData("int Value => 1\n", "+ 1;")]
    [InlineData("void Outer() { void Inner()\n{\n", "} }")]
    public void ComplainsAboutALongBodyOfAnyKind(string start, string end)
    {
        var file = new SourceFile("a.cs", $"class A {{ {start}{Lines(50)}{end} }}");

        Lengths.LongMethods(file).ShouldNotBeEmpty();
    }

    [Fact]
    public void AcceptsAMethodOf50Lines()
    {
        var file = new SourceFile("a.cs", $"class A {{ void Just()\n{{\n{Lines(47)}}} }}");

        Lengths.LongMethods(file).ShouldBeEmpty();
    }

    [Fact]
    public void DoesNotCountTheCommentAboveAMethod()
    {
        var file = new SourceFile("a.cs", $"class A {{\n{Lines(60)}void Short() {{ }} }}");

        Lengths.LongMethods(file).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void ComplainsAboutTheFirstLineTooMany(int lines, int complaints) =>
        Lengths.LongFiles(new SourceFile("a.cs", Lines(lines))).Count().ShouldBe(complaints);

    private static string Lines(int count) =>
        string.Concat(Enumerable.Repeat("// a line\n", count));
}
