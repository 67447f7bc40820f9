using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Tests.Fixtures;

namespace DmaRules.Dsl.Tests;

public sealed class ValidCorpusTests
{
    public static TheoryData<string> Files => [.. Corpus.Names("valid")];

    [Theory]
    [MemberData(nameof(Files))]
    public void LoadsWithTheseGraphs(string name)
    {
        var outcome = Policy.Load(
            Corpus.Read("valid", $"{name}.rules"), TestSchema.Instance, Corpus.Instance);

        DiagnosticPrinter.Print(outcome.Diagnostics).ShouldBe("");
        var policy = outcome.Value!;
        var graphs = policy.Graphs.Concat(policy.Invariants.Select(i => i.Condition));
        Corpus.Compare(
            "valid", $"{name}.graph.txt", string.Join("\n", graphs.Select(GraphPrinter.Print)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void IsInTheOneStyle(string name)
    {
        var file = Corpus.Read("valid", $"{name}.rules");

        Corpus.Compare("valid", $"{name}.rules", Formatter.Format(file).Value ?? "broken");
    }
}
