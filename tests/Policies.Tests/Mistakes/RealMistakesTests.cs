using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>What real people get wrong: each mistake is answered by one message that is enough to
/// correct it, and what is no mistake by none.</summary>
public sealed class RealMistakesTests
{
    // Tabs, line ends and a mark at the start are no mistakes.
    private static readonly string[] Fine = ["07-tabs", "08-crlf", "09-byte-order-mark"];

    private static string Folder => RepositoryRoot.At("tests", "Corpus", "mistakes");

    public static TheoryData<string> Files =>
    [
        .. Directory.GetFiles(Folder, "*.rules")
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void IsAnsweredByOneMessage(string name)
    {
        var path = Path.Combine(Folder, $"{name}.rules");
        var read = SourceReader.Read($"{name}.rules", File.ReadAllBytes(path));
        var source = read.Value.ShouldNotBeNull();
        var loaded = Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        var printed = DiagnosticPrinter.Print(loaded.Diagnostics);

        ExpectedText.Compare(Path.Combine(Folder, $"{name}.expected.txt"), printed);
        loaded.Diagnostics.Length.ShouldBe(Fine.Contains(name) ? 0 : 1, printed);
    }
}
