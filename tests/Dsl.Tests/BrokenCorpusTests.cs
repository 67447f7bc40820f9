using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Tests.Fixtures;

namespace DmaRules.Dsl.Tests;

public sealed class BrokenCorpusTests
{
    // Said when a decision is made, by analyses, by the projects that run machines, or only when
    // the tool itself is wrong.
    private static readonly string[] Elsewhere =
    [
        "DMA3002", "DMA3003", "DMA3004", "DMA3005",
        "DMA5001", "DMA5002", "DMA5003", "DMA5004", "DMA5005", "DMA5006", "DMA5007", "DMA9001",
    ];

    // Too large for a file in the corpus: the tests of hostile inputs make them.
    private static readonly string[] Generated =
    [
        "DMA1010", "DMA1011", "DMA1012", "DMA1013", "DMA1030", "DMA2023", "DMA2032", "DMA2034",
        "DMA3001",
    ];

    public static TheoryData<string> Files => [.. Corpus.Names("broken")];

    [Theory]
    [MemberData(nameof(Files))]
    public void SaysWhatIsWrong(string name) =>
        Corpus.Compare("broken", $"{name}.expected.txt", DiagnosticPrinter.Print(Load(name)));

    [Fact]
    public void ShowsEveryCodeOfTheLanguage()
    {
        var shown = Corpus.Names("broken").SelectMany(Load).Select(d => d.Descriptor.Code);
        var all = DiagnosticCatalog.All.Select(d => d.Code);

        all.Except(shown).Except(Elsewhere).Except(Generated).ShouldBeEmpty();
    }

    private static IEnumerable<Diagnostic> Load(string name)
    {
        var read = Corpus.ReadBytes("broken", $"{name}.rules");
        return read.Value is null
            ? read.Diagnostics
            : Policy.Load(read.Value, TestSchema.Instance, Corpus.Instance).Diagnostics;
    }
}
