using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

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
        var run = CommandRun.In(Folder, "check", $"{name}.rules");
        var told = CommandRun.In(Folder, "check", $"{name}.rules", "--json").Json("check")
            .GetProperty("diagnostics").GetArrayLength();

        Golden.Check(run.Transcript, Path.Combine(Folder, $"{name}.expected.txt"));
        told.ShouldBe(Fine.Contains(name) ? 0 : 1, run.Transcript);
    }
}
