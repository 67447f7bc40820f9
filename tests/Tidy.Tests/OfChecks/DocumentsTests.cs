using DmaRules.Tidy.Tests.Checks;
using DmaRules.Tidy.Tests.Reading;

namespace DmaRules.Tidy.Tests.OfChecks;

public class DocumentsTests
{
    private static readonly SourceFile Code = new(
        "src/Dsl/A.cs",
        """
        record SourceText; record Outcome<T>; enum DmaPath { Bypass } delegate int RuleSelector();
        class Catalog { const string Code = "DMA2001"; string Text = "see DMA2002"; }
        """);

    [Theory]
    [InlineData("A `Surprise` is not there.", "Surprise")]
    [InlineData("Nor is `Outcome<Surprise>`.", "Surprise")]
    [InlineData("Nor is `DmaPath.Surprise`.", "Surprise")]
    [InlineData("```\n text -> DecisionGraph -> out\n```", "DecisionGraph")]
    public void ComplainsAboutATypeThatIsNotThere(string text, string name) =>
        Unknown(text).ShouldHaveSingleItem().ShouldContain($"`{name}`");

    [Theory]
    [InlineData("`SourceText`, `Outcome<SourceText>`, `DmaPath.Bypass`, `RuleSelector`")]
    [InlineData("`src/Dsl`, `decide path`, `.rules`, `README.md`, `dma_mask`, `TCE`")]
    [InlineData("DecisionGraph, without backticks, is a word.")]
    [InlineData("```\n Roslyn, SMT-LIB, DmaRules, Outcome<SourceText>\n```")]
    public void AcceptsWhatIsThereAndWhatIsNoType(string text) => Unknown(text).ShouldBeEmpty();

    [Fact]
    public void CodesAreWhatStandsInQuotes() => Documents.Codes([Code]).ShouldBe(["DMA2001"]);

    [Fact]
    public void TheCatalogueMayLeaveOutThePrefix() =>
        Documents.Codes([
            new SourceFile("DiagnosticCatalog.Graph.cs", "Error(\"3001\", \"DMA3002\")"),
        ]).ShouldBe(["DMA3001", "DMA3002"]);

    [Fact]
    public void ComplainsAboutACodeWithoutAPage() =>
        Documents.CodesWithoutPage(["DMA2001", "DMA2002"], [Page("DMA2001")])
            .ShouldHaveSingleItem().Path.ShouldBe("docs/diagnostics/DMA2002.md");

    [Fact]
    public void ComplainsAboutAPageWithoutACode() =>
        Documents.PagesWithoutCode(["DMA2001"], [Page("DMA2001"), Page("DMA2002"), Page("README")])
            .ShouldHaveSingleItem().Path.ShouldBe("docs/diagnostics/DMA2002.md");

    [Fact]
    public void ComplainsAboutACodeThatNoTestProvokes() =>
        Documents.CodesWithoutTest(
            ["DMA2001", "DMA2002", "DMA9001"], [new SourceFile("tests/a", "is DMA2001")])
            .ShouldHaveSingleItem().Words.ShouldContain("DMA2002");

    private static SourceFile Page(string code) => new($"docs/diagnostics/{code}.md", "");

    private static string[] Unknown(string text) =>
        [.. Documents.UnknownTypes(new SourceFile("a.md", text), Documents.DeclaredTypes([Code]))
            .Select(c => c.Words)];
}
