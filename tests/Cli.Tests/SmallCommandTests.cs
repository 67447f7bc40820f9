using System.IO.Compression;
using System.Xml.Linq;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>JUnit reports, packed recordings, filters, completion, the version.</summary>
public sealed class SmallCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AJunitReportHasEveryTest()
    {
        var path = Path.Combine(_folder, "report.xml");

        CommandRun.Of("test", "tests/Corpus/cli/failing.rules", "--junit", path).Exit.ShouldBe(1);

        var report = XDocument.Load(path);
        report.Descendants("testcase").Count().ShouldBe(3);
        report.Descendants("failure").Count().ShouldBe(2);
        report.Root?.Attribute("failures")?.Value.ShouldBe("2");
    }

    [Fact]
    public void AReportThatCannotBeWrittenIsUsage()
    {
        var path = Path.Combine(_folder, "nowhere", "report.xml");

        var run = CommandRun.Of("test", "tests/Corpus/cli/failing.rules", "--junit", path);

        run.Exit.ShouldBe(2);
        run.Errors.ReplaceLineEndings(" ").ShouldContain("cannot be written");
    }

    [Theory]
    [InlineData("64-BIT", "1 passed, 0 failed", 0)]
    [InlineData("step by step", "0 passed, 1 failed", 1)]
    [InlineData("nothing is called so", "0 passed, 0 failed", 0)]
    public void AFilterChoosesByName(string filter, string summary, int exit)
    {
        var run = CommandRun.Of("test", "tests/Corpus/cli/failing.rules", "--filter", filter);

        run.Output.ShouldEndWith($"{summary}\n");
        run.Exit.ShouldBe(exit);
    }

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
        string[] commands = ["matrix", "check", "eval", "run", "test", "conform", "list", "facts"];
        foreach (var command in commands)
        {
            CommandRun.Of(command, "--help").Output.ShouldStartWith($"usage: dmarules {command}");
        }
    }
}
