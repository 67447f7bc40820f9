using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Tests.Fixtures;

namespace DmaRules.Dsl.Tests;

public sealed class BrokenCorpusTests
{
    private const int LeastCases = 3;

    // Said when a decision is made, by analyses, by the projects that run machines, or only when
    // the tool itself is wrong.
    private static readonly string[] Elsewhere =
    [
        "DMA2044", "DMA3002", "DMA3003", "DMA3004", "DMA3005",
        "DMA3006", "DMA3007", "DMA3008", "DMA3009",
        "DMA5001", "DMA5002", "DMA5003", "DMA5004", "DMA5005", "DMA5006", "DMA5007", "DMA9001",
    ];

    // Too large for a file in the corpus: the tests of hostile inputs make them.
    private static readonly string[] Generated =
    [
        "DMA1010", "DMA1011", "DMA1012", "DMA1013", "DMA1017", "DMA1030",
        "DMA2023", "DMA2032", "DMA2034", "DMA3001",
    ];

    // There is only one way to get these wrong.
    private static readonly Dictionary<string, int> Fewer = new()
    {
        ["DMA2031"] = 2,
    };

    public static TheoryData<string> Files => [.. Corpus.Names("broken")];

    [Theory]
    [MemberData(nameof(Files))]
    public void SaysWhatIsWrong(string name) =>
        Corpus.Compare("broken", $"{name}.expected.txt", DiagnosticPrinter.Print(Load(name)));

    [Fact]
    public void ShowsEveryCodeOfTheLanguageThreeTimes()
    {
        var shown = Corpus.Names("broken").SelectMany(Load).CountBy(d => d.Descriptor.Code)
            .ToDictionary();
        var all = DiagnosticCatalog.All.Select(d => d.Code).Except(Elsewhere).Except(Generated);

        all.Where(c => shown.GetValueOrDefault(c) < Fewer.GetValueOrDefault(c, LeastCases))
            .Select(c => $"{c}: {shown.GetValueOrDefault(c)}")
            .ShouldBeEmpty();
    }

    [Fact]
    public void AlwaysSaysHowToGoOn() =>
        Corpus.Names("broken").SelectMany(Load)
            .Where(d => d.Help is not { Length: > 0 })
            .Select(d => DiagnosticPrinter.Print(d))
            .ShouldBeEmpty();

    private static IEnumerable<Diagnostic> Load(string name)
    {
        var read = Corpus.ReadBytes("broken", $"{name}.rules");
        return read.Value is null
            ? read.Diagnostics
            : Policy.Load(read.Value, TestSchema.Instance, Corpus.Instance).Diagnostics;
    }
}
