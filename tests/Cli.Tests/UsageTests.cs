using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Whatever is typed: one clear line, a way out, the right exit code.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public static TheoryData<string> CommandsOfPolicies =>
        ["eval", "run", "matrix", "check", "test", "facts"];

    public static TheoryData<string> CommandsOfFiles => [.. CommandsOfPolicies, "conform"];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WithoutArgumentsShowsTheCommands()
    {
        var run = CommandRun.Of();

        run.Exit.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain("usage: dmarules");
        run.Errors.ShouldContain("conform");
    }

    [Theory]
    [InlineData("check", "PATH")]
    [InlineData("eval", "POLICY")]
    [InlineData("run", "POLICY")]
    [InlineData("test", "PATH")]
    [InlineData("conform", "FILE")]
    [InlineData("show", "NAME")]
    [InlineData("completion", "SHELL")]
    public void SaysWhichArgumentIsMissing(string command, string argument)
    {
        var run = CommandRun.Of(command);

        run.Exit.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldStartWith($"dmarules: {command}: {argument} is missing");
        run.Errors.ShouldContain($"usage: dmarules {command} {argument}");
    }

    [Theory]
    [InlineData("matrix")]
    [InlineData("list")]
    [InlineData("facts")]
    public void SomeCommandsNeedNoArgument(string command) =>
        CommandRun.Of(command).Exit.ShouldBe(0);

    [Theory]
    [InlineData("evla x", "there is no command `evla`", "did you mean `eval`?")]
    [InlineData("eval pseries-v5.6 --wyh", "there is no option `--wyh`", "did you mean `--why`?")]
    [InlineData("eval pseries-v56", "`pseries-v56`", "did you mean `pseries-v5.6`?")]
    [InlineData("eval pseries-v5.6 dma_msk=64", "no fact is called `dma_msk`", "dma_mask")]
    [InlineData("eval pseries-v5.6 dma_mask=65", "`65` is no value of `dma_mask`", "1 to 64 bits")]
    [InlineData("run pseries-v5.6 window=ddw", "`window` is computed", "eval")]
    [InlineData("run pseries-v5.6 page_size=8KiB", "page_size", "help:")]
    [InlineData("run pseries-v5.6 --scenario x", "has no scenario", "")]
    [InlineData("list pseries-v5.6", "one argument too many", "usage: dmarules list")]
    [InlineData("list --format xml", "`xml` is not one of text, json, mail", "usage:")]
    [InlineData("list --format", "--format needs a value", "usage:")]
    [InlineData("eval pseries-v5.6 --engine fast", "`fast` is not one of", "usage:")]
    [InlineData("--json", "a command is missing", "")]
    [InlineData("explain DMA2", "no diagnostic has the code", "help:")]
    [InlineData("show v5.6", "no shipped policy is called `v5.6`", "help:")]
    [InlineData("completion tcsh", "no completion for `tcsh`", "bash, zsh, fish")]
    public void SaysWhatIsWrongAndTheWayOut(string line, string what, string help)
    {
        var run = CommandRun.Of(CommandWords.Of(line));

        run.Exit.ShouldBe(2);
        (run.Output + run.Errors).ReplaceLineEndings(" ").ShouldContain(what);
        (run.Output + run.Errors).ReplaceLineEndings(" ").ShouldContain(help);
    }

    [Theory]
    [MemberData(nameof(CommandsOfFiles))]
    public void AMissingFileIsUsage(string command) =>
        Refuses(command, Path.Combine(_folder, "no.rules"), "there is no such file");

    [Theory]
    [MemberData(nameof(CommandsOfPolicies))]
    public void AFileThatIsNoTextIsUsage(string command)
    {
        var path = Path.Combine(_folder, "binary.rules");
        File.WriteAllBytes(path, [0x7f, (byte)'E', (byte)'L', (byte)'F', 0, 0, 0xff]);

        Refuses(command, path, "UTF-8");
    }

    [Fact]
    public void ARecordingThatIsNoTextIsUsage()
    {
        var path = Path.Combine(_folder, "binary.csv");
        File.WriteAllBytes(path, [1, 2, 0, 0xff]);

        Refuses("conform", path, "no text");
    }

    [Fact]
    public void AFolderWithoutRecordingsIsUsage() => Refuses("conform", _folder, "no recording");

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(-9)]
    [InlineData(-1)]
    public void APackedRecordingThatWasCutOffIsUsage(int end)
    {
        var packed = File.ReadAllBytes(RepositoryRoot.At(
            "tests", "data", "kernel", "tce", "tce_61_win16m_s1.csv.gz"));
        var path = Path.Combine(_folder, "cut.csv.gz");
        File.WriteAllBytes(path, packed[..(end < 0 ? packed.Length + end : end)]);

        Refuses("conform", path, "cut off");
    }

    [Fact]
    public void ARecordingThatIsNotPackedIsUsage()
    {
        var path = Path.Combine(_folder, "plain.csv.gz");
        File.WriteAllText(path, "id,kernel\n");

        Refuses("conform", path, "not packed by gzip");
    }

    [Theory]
    [InlineData("eval")]
    [InlineData("run")]
    [InlineData("matrix")]
    public void AFolderIsNoFile(string command) => Refuses(command, _folder, "is a folder");

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    public void AFolderWithoutPoliciesIsUsage(string command) =>
        Refuses(command, _folder, "holds no *.rules file");

    [Theory]
    [InlineData("eval")]
    [InlineData("run")]
    [InlineData("matrix")]
    [InlineData("check")]
    [InlineData("test")]
    public void APolicyWithErrorsIsANo(string command)
    {
        var run = CommandRun.Of(command, "tests/Corpus/cli/broken.rules");

        run.Exit.ShouldBe(1);
        (run.Output + run.Errors).ShouldContain("DMA2001");
    }

    [Fact]
    public void AFileOverTheLimitIsANoOfCheck()
    {
        var path = Path.Combine(_folder, "large.rules");
        File.WriteAllText(path, new string('#', Dsl.Limits.FileBytes + 1));

        var run = CommandRun.Of("check", path);

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("error DMA");
    }

    private static void Refuses(string command, string path, string why)
    {
        var run = CommandRun.Of(command, path);

        run.Exit.ShouldBe(2, run.Transcript);
        run.Output.ShouldBeEmpty();
        run.Errors.ReplaceLineEndings(" ").ShouldContain(why);
        run.Errors.ShouldContain("help:");
        run.Errors.ShouldNotContain("Exception");
    }
}
