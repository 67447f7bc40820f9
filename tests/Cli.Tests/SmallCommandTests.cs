using System.IO.Compression;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Packed recordings, completion, the version.</summary>
public sealed class SmallCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void APackedRecordingIsReadDirectly()
    {
        var path = Path.Combine(_folder, "cases.csv.gz");
        using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
        {
            packed.Write(
                File.ReadAllBytes(RepositoryRoot.At("tests", "data", "dispatch-scenarios.csv")));
        }

        var run = CommandRun.Of("conform", path);

        run.Output.ShouldEndWith("\n113 passed, 0 failed\n");
        run.Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _dmarules dmarules")]
    [InlineData("zsh", "compdef _dmarules dmarules")]
    [InlineData("fish", "complete -c dmarules")]
    public void CompletionHasAScript(string shell, string line) =>
        CommandRun.Of("completion", shell).Output.ShouldContain(line);

    [Fact]
    public void TheVersionIsOneLine()
    {
        var run = CommandRun.Of("--version");

        run.Output.ShouldMatch(@"^dmarules \d+\.\d+\.\d+\n$");
        run.Exit.ShouldBe(0);
    }

    [Fact]
    public void EveryCommandHasHelp()
    {
        string[] commands =
        [
            "matrix", "check", "eval", "run", "test", "conform", "diff", "prove", "list", "facts",
        ];
        foreach (var command in commands)
        {
            CommandRun.Of(command, "--help").Output.ShouldStartWith($"usage: dmarules {command}");
        }
    }
}
