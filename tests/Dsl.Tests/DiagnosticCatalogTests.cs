using System.Text.RegularExpressions;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Tests.Fixtures;

namespace DmaRules.Dsl.Tests;

public sealed partial class DiagnosticCatalogTests
{
    [Fact]
    public void EveryCodeHasAPageAndEveryPageACode() =>
        DiagnosticPages.Codes.ShouldBe(
            DiagnosticCatalog.All.Select(d => d.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void PagesAreThoseOfTheDocumentation()
    {
        var folder = Path.Combine(Corpus.Repository, "docs", "diagnostics");

        foreach (var code in DiagnosticPages.Codes)
        {
            DiagnosticPages.Find(
                code).ShouldBe(File.ReadAllText(Path.Combine(folder, $"{code}.md")));
        }
    }

    [Fact]
    public void PagesHaveOneForm()
    {
        foreach (var descriptor in DiagnosticCatalog.All)
        {
            var page = DiagnosticPages.Find(descriptor.Code).ShouldNotBeNull();
            var headings = page.Split(
                '\n').Where(l => l.StartsWith('#') && l.Contains(' ') && !l.StartsWith("# in"));
            headings.Where(h => h.StartsWith("## ")).ShouldBe(["## Wrong", "## Right", "## Why"]);
            page.ShouldStartWith($"# {descriptor.Code}: {descriptor.Title}\n");
        }
    }

    [Fact]
    public void AnUnknownCodeHasNoPage() => DiagnosticPages.Find("DMA0000").ShouldBeNull();

    [Fact]
    public void CodesAreUnique() =>
        DiagnosticCatalog.All.Select(d => d.Code).ShouldBeUnique();

    [Fact]
    public void MessagesStartLowAndHaveNoFullStop()
    {
        foreach (var descriptor in DiagnosticCatalog.All)
        {
            WellFormed().IsMatch(descriptor.Format).ShouldBeTrue(descriptor.Format);
        }
    }

    [GeneratedRegex("^[a-z`{].*[^.]$")]
    private static partial Regex WellFormed();
}
