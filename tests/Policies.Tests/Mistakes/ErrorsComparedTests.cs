using System.Text.RegularExpressions;
using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>What docs/errors-compared.md shows as our answers is what we answer.</summary>
public sealed partial class ErrorsComparedTests
{
    private const int LeastCompared = 8;

    private static string Document => RepositoryRoot.At("docs", "errors-compared.md");

    [Fact]
    public void OurAnswersAreTheseWords()
    {
        var text = File.ReadAllText(Document);
        var filled = Ours().Replace(text, match =>
            $"{match.Groups["wrong"].Value}```ours\n{Answer(match.Groups["text"].Value)}```\n");

        ExpectedText.Compare(Document, filled);
        Ours().Count(text).ShouldBeGreaterThanOrEqualTo(LeastCompared);
    }

    private static string Answer(string policy)
    {
        var source = new SourceText("a.rules", policy);
        return DiagnosticPrinter.Print(
            Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance).Diagnostics);
    }

    [GeneratedRegex(
        "(?<wrong>```rules-error \\w+\n(?<text>.*?)```\n\n)```ours\n(.*?)```\n",
        RegexOptions.Singleline)]
    private static partial Regex Ours();
}
