using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>The examples of every diagnostic's page: the wrong one gives that diagnostic and no
/// other, the right one none.</summary>
public sealed class DiagnosticPagesTests
{
    // Their wrong example would be too large to show, needs other files or bytes, or is no policy;
    // analyses and decisions have tests of their own; and every kernel has a shipped policy.
    private static readonly string[] NotShown =
    [
        "DMA1030", "DMA2031", "DMA3002", "DMA3003", "DMA3004", "DMA3005",
        "DMA3006", "DMA3007", "DMA3008", "DMA3009",
        "DMA1005", "DMA1010", "DMA1011", "DMA1012", "DMA1013", "DMA1017", "DMA2022", "DMA2023",
        "DMA2032", "DMA2034", "DMA2044", "DMA3001", "DMA9001",
    ];

    public static TheoryData<string> Codes => [.. DiagnosticPages.Codes.Except(NotShown)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void TheWrongExampleGivesItsCode(string code)
    {
        var found = Check(Example(code, "Wrong"));

        found.Select(d => d.Descriptor.Code).Distinct()
            .ShouldBe([code], DiagnosticPrinter.Print(found));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void TheRightExampleGivesNone(string code) =>
        DiagnosticPrinter.Print(Check(Example(code, "Right"))).ShouldBe("");

    private static string Example(string code, string heading)
    {
        var page = DiagnosticPages.Find(code).ShouldNotBeNull();
        var section = page[page.IndexOf($"## {heading}\n", StringComparison.Ordinal)..];
        return DocBlock.Of(code, section).First().Text;
    }

    private static List<Diagnostic> Check(string example)
    {
        var source = new SourceText("page.rules", Whole(example));
        var loaded = Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        var steps = loaded.Value?.Scenarios.SelectMany(s => ScenarioPlan.Read(s).Diagnostics) ?? [];
        return [.. loaded.Diagnostics, .. steps];
    }

    // Pages show only the lines that matter; here the lines around them are added.
    private static string Whole(string example)
    {
        var first = example.TrimStart('#', ' ').Split(' ', '\n')[0];
        var lines = string.Concat(example.Split('\n').Select(l => $"  {l}\n"));
        const string Header = "policy \"page\"\n\n";
        return first switch
        {
            "rule" => $"{Header}decide path first {{\n{lines}  otherwise => iommu\n}}\n",
            "otherwise" => $"{Header}decide path first {{\n{lines}}}\n",
            "expect" or "given" =>
                $"{Header}{WideRule}test \"page\" {{\n{lines}{Expected(first)}}}\n",
            "|" => $"{Header}table \"page\" {{\n{lines}}}\n",
            "nic:" => $"{Header}scenario \"page\" {{\n{lines}}}\n",
            "policy" or "use" or "test" => example,
            _ => Header + example,
        };
    }

    private const string WideRule =
        "decide path first {\n  rule wide when atomic => bypass\n  otherwise => iommu\n}\n\n";

    private static string Expected(string first) =>
        first == "given" ? "  expect map is iommu\n" : "";
}
