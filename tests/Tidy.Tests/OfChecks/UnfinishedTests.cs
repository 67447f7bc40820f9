using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class UnfinishedTests
{
    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("// FIX" + "ME")]
    [InlineData("// a HA" + "CK")]
    [InlineData("throw new NotImplemented" + "Exception();")]
    public void ComplainsAboutWhatIsLeftOpen(string line) =>
        Unfinished.LeftOpen(new SourceFile("a.cs", "\n" + line))
            .ShouldHaveSingleItem().Line.ShouldBe(2);

    [Fact]
    public void AcceptsWordsThatOnlyContainAMark() =>
        Unfinished.LeftOpen(new SourceFile("a.cs", "var HACKNEYED = TODOS;")).ShouldBeEmpty();

    [Theory]
    [InlineData("#pragma warning disable CA1716", 1)]
    [InlineData("  #pragma warning disable CA1716 //", 1)]
    [InlineData("#pragma warning disable CA1716 // no callers in Visual Basic", 0)]
    [InlineData("#pragma warning restore CA1716", 0)]
    public void ComplainsAboutAPragmaWithoutItsReason(string line, int complaints) =>
        Unfinished.PragmasWithoutReason(new SourceFile("a.cs", line)).Count()
            .ShouldBe(complaints);
}
