using DmaRules.Cli.Rendering;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>The process: the last handler, closed outputs, exit codes.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void OurBugIsTwoLinesAndNoTrace()
    {
        var run = Fail(Format.Text);

        run.Exit.ShouldBe(70);
        run.Errors.ShouldContain("our bug, not yours: InvalidOperationException");
        run.Errors.ShouldContain("please report");
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public void OurBugIsJsonWhereJsonIsWanted()
    {
        var run = Fail(Format.Json);

        run.Errors.ShouldBeEmpty();
        run.Json("error").GetProperty("exit").GetInt32().ShouldBe(70);
    }

    [Theory]
    [InlineData("dmarules list", 0)]
    [InlineData("dmarules run pseries-v6.12 is_secure_guest dma_mask=32", 1)]
    [InlineData("dmarules eval", 2)]
    [InlineData("dmarules", 2)]
    public void TheProcessExitsWithTheCode(string line, int exit) =>
        ShellProcess.Run(line).Exit.ShouldBe(exit);

    [Theory]
    [InlineData("dmarules facts | head -1")]
    [InlineData("dmarules facts | true")]
    [InlineData("dmarules facts --json | head -c 1")]
    [InlineData("dmarules matrix >&-")]
    [InlineData("dmarules eval 2>&-")]
    public void AClosedOutputIsNoDrama(string line)
    {
        var run = ShellProcess.Run(line);

        run.Errors.ShouldBeEmpty();
        run.Exit.ShouldNotBe(70);
    }

    [Fact]
    public void AFullDiskIsSaid()
    {
        var run = ShellProcess.Run("dmarules facts > /dev/full");

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("cannot be written");
        run.Errors.ShouldNotContain("   at ");
    }

    [Fact]
    public void OutputIsUtf8WithoutColourInAPipe()
    {
        var run = ShellProcess.Run("dmarules matrix");

        run.Output.ShouldNotContain("\u001b");
        run.Output.ShouldBe(CommandRun.Of("matrix").Output);
    }

    private static CommandRun Fail(Format format)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var errors = new StringWriter { NewLine = "\n" };
        var shell = new Shell(TextReader.Null, output, errors, RepositoryRoot.Path);
        var exit = Program.Guard(
            shell, format, () => throw new InvalidOperationException("two\nlines"));
        return new CommandRun("", exit, output.ToString(), errors.ToString());
    }
}
