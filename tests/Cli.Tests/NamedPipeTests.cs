using System.Diagnostics;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>A policy may come through a pipe, but nobody waits for one that nobody
/// writes to.</summary>
public sealed class NamedPipeTests : IDisposable
{
    private const string Policy = """
        policy "always direct"

        decide path first {
          otherwise => direct
        }

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public NamedPipeTests()
    {
        using var process = Process.Start("mkfifo", Pipe);
        process.WaitForExit();
    }

    private string Pipe => Path.Combine(_folder, "pipe.rules");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("check")]
    [InlineData("test")]
    [InlineData("fmt")]
    [InlineData("eval")]
    public void APipeWithoutAWriterIsRefused(string command)
    {
        var run = CommandRun.In(_folder, command, "pipe.rules");

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("pipe.rules cannot be read: it is no regular file");
        LetGo(FileAccess.Write);
    }

    [Fact]
    public async Task APipeIsReadToItsEnd()
    {
        var writer = Task.Run(() => File.WriteAllText(Pipe, Policy));

        var run = CommandRun.In(_folder, "check", "pipe.rules");
        await writer;

        run.Output.ShouldContain("1 file, 0 errors");
    }

    [Fact]
    public async Task APipeIsNotWrittenBack()
    {
        var writer = Task.Run(
            () => File.WriteAllText(Pipe, Policy.Replace("  ", " ", StringComparison.Ordinal)));

        var run = CommandRun.In(_folder, "fmt", "pipe.rules");
        await writer;

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("pipe.rules cannot be written: it is no regular file");
        LetGo(FileAccess.Read);
    }

    // Whoever is still waiting at the other end is not to wait for the rest of the tests.
    private void LetGo(FileAccess access) =>
        new FileStream(Pipe, FileMode.Open, access).Dispose();
}
