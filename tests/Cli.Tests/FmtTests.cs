using System.Runtime.Versioning;
using System.Text;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What <c>fmt</c> does to files, and what it leaves alone.</summary>
public sealed class FmtTests : IDisposable
{
    private const string Messy = "let x=  a  and\tb # why";
    private const string Tidy = "let x = a and b  # why\n";
    private const string Broken = "let x whem a\n";

    private static readonly UnixFileMode OwnersOnly =
        UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AFileIsWrittenInTheOneStyle()
    {
        Write("a.rules", Messy);

        var run = Run("fmt", "a.rules");

        run.Transcript.ShouldBe(
            "$ dmarules fmt a.rules\nformatted a.rules\n1 file: 1 formatted, 0 unchanged\n");
        Read("a.rules").ShouldBe(Tidy);
        Directory.GetFiles(_folder).Length.ShouldBe(1);
        Run("fmt", "a.rules").Output.ShouldBe("1 file: 0 formatted, 1 unchanged\n");
    }

    [Fact]
    public void AFolderMeansAllPoliciesInIt()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "below"));
        Write("a.rules", Tidy);
        Write("below/b.rules", Messy);
        Write("c.txt", Messy);

        Run("fmt", ".", "a.rules").Output.ShouldBe(
            "formatted ./below/b.rules\n2 files: 1 formatted, 1 unchanged\n");
        Read("c.txt").ShouldBe(Messy);
    }

    [Fact]
    public void CheckChangesNothingAndShowsTheFirstLineThatWould()
    {
        Write("a.rules", "# first\n" + Messy);
        Write("b.rules", Tidy);

        var run = Run("fmt", "--check", "a.rules", "b.rules");

        run.Transcript.ShouldBe(
            """
            $ dmarules fmt --check a.rules b.rules
            a.rules(2): would change
              - let x=  a  and\tb # why
              + let x = a and b  # why
            2 files: 1 would change, 1 unchanged
            exit 1

            """);
        Read("a.rules").ShouldBe("# first\n" + Messy);
        Run("fmt", "--check", "b.rules").Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("let x = a  \n", "a.rules(1): would change: blanks at the line's end")]
    [InlineData("let x = a\r\n", "a.rules(1): would change: lines that end in CR LF")]
    [InlineData("\ufefflet x = a\n", "a.rules(1): would change: a byte order mark")]
    [InlineData("let x = a", "a.rules(1): would change: no line end at the file's end")]
    [InlineData("let x = a\n\n", "a.rules(2): would change\n  - (a blank line)\n  + (the end)")]
    [InlineData("\nlet x = a\n", "a.rules(1): would change\n  - (a blank line)\n  + let x = a")]
    public void WhatCannotBeSeenIsSaid(string text, string said)
    {
        Write("a.rules", text);

        Run("fmt", "--check", "a.rules").Output
            .ShouldBe($"{said}\n1 file: 1 would change, 0 unchanged\n");
        Run("fmt", "a.rules").Exit.ShouldBe(0);
        Run("fmt", "--check", "a.rules").Exit.ShouldBe(0);
    }

    [Fact]
    public void ALongLineIsShownWhereItDiffers()
    {
        var words = string.Concat(Enumerable.Repeat("word ", 40));
        Write("a.rules", $"use \"{words}\"  \t  # b\n");

        var lines = Run("fmt", "--check", "a.rules").Lines.ToList();

        lines.ShouldAllBe(l => l.Length <= 80);
        lines[1].ShouldEndWith("word \"  \\t  # b");
        lines[2].ShouldEndWith("word \"  # b");
    }

    [Fact]
    public void AFileWithMistakesIsLeftAloneAndTheOthersAreNot()
    {
        Write("a.rules", Broken);
        Write("b.rules", Messy);

        var run = Run("fmt", "a.rules", "b.rules");

        run.Exit.ShouldBe(1);
        run.Output.ShouldStartWith("a.rules(1,7): error DMA1001");
        run.Output.ShouldEndWith(
            "formatted b.rules\n2 files: 1 formatted, 0 unchanged, 1 with errors\n");
        Read("a.rules").ShouldBe(Broken);
        Read("b.rules").ShouldBe(Tidy);
    }

    [Theory]
    [InlineData("pseries-v5.6", "is a shipped policy")]
    [InlineData("pseries-v5.6.rules", "is a shipped policy")]
    [InlineData("nowhere.rules", "there is no such file")]
    [InlineData("a.rules.gz", "is packed")]
    [InlineData("-", "stands for the standard input, and alone")]
    public void NothingIsWrittenWhereAPathIsOfNoUse(string path, string said)
    {
        Write("a.rules", Messy);

        var run = Run("fmt", "a.rules", path);

        run.Exit.ShouldBe(2);
        run.Errors.ReplaceLineEndings(" ").ShouldContain(said);
        Read("a.rules").ShouldBe(Messy);
    }

    [Theory]
    [InlineData("let x=  a  and\tb # why", Tidy)]
    [InlineData("\ufefflet x = a\r\n", "let x = a\n")]
    public void ADashMeansTheStandardInput(string text, string formatted) =>
        Pipe(text, "fmt", "-").Transcript.ShouldBe($"$ dmarules fmt -\n{formatted}");

    [Fact]
    public void MistakesInTheStandardInputAreNoOutput()
    {
        var run = Pipe(Broken, "fmt", "-");

        run.Exit.ShouldBe(1);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldStartWith("<stdin>(1,7): error DMA1001");
    }

    [Fact]
    public void TheStandardInputCanBeChecked()
    {
        Pipe(Tidy, "fmt", "-", "--check").Exit.ShouldBe(0);
        var run = Pipe(Messy, "fmt", "-", "--check");

        run.Exit.ShouldBe(1);
        run.Output.ShouldStartWith("<stdin>(1): would change\n");
    }

    [Fact]
    public void TheStandardInputHasToBeText()
    {
        var run = Pipe([(byte)'a', 0xff], "fmt", "-");

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("is not UTF-8 text: byte 1");
    }

    [Fact]
    public void AProgramGetsTheTextInItsAnswer()
    {
        Pipe(Messy, "fmt", "-", "--json").Json("fmt").GetProperty("text").GetString()
            .ShouldBe(Tidy);
        Pipe(Broken, "fmt", "-", "--json").Json("error").GetProperty("exit").GetInt32()
            .ShouldBe(1);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void ALinkStaysALinkAndPermissionsStay()
    {
        Write("a.rules", Messy);
        File.SetUnixFileMode(At("a.rules"), OwnersOnly);
        File.CreateSymbolicLink(At("link.rules"), "a.rules");

        Run("fmt", "link.rules").Exit.ShouldBe(0);

        new FileInfo(At("link.rules")).LinkTarget.ShouldBe("a.rules");
        Read("a.rules").ShouldBe(Tidy);
        File.GetUnixFileMode(At("a.rules")).ShouldBe(OwnersOnly);
    }

    [Fact]
    public void WithoutRoomOnTheDiskTheFileStaysAsItIs()
    {
        var rules = string.Concat(Enumerable.Range(0, 9_000).Select(i => $"let l{i}=a\n"));
        Write("big.rules", rules);

        // A limit on the size of files stands for the full disk; the runtime itself needs large
        // ones only to protect its code.
        var run = ShellProcess.Run(
            "trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f 64; "
            + $"dmarules fmt '{At("big.rules")}'");

        run.Exit.ShouldBe(2, run.Transcript);
        run.Errors.ReplaceLineEndings(" ").ShouldContain("cannot be written");
        run.Errors.ShouldContain("help: the file is as it was");
        Read("big.rules").ShouldBe(rules);
        Directory.GetFiles(_folder).Length.ShouldBe(1);
    }

    [Fact]
    public void APipeIsNoFileToBeReplaced()
    {
        var run = ShellProcess.Run("echo 'let x=a' | dmarules fmt /dev/stdin");

        run.Exit.ShouldBe(2, run.Transcript);
        run.Errors.ReplaceLineEndings(" ").ShouldContain("it is no ordinary file");
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string Read(string name) => File.ReadAllText(At(name));

    private void Write(string name, string text) => File.WriteAllText(At(name), text);

    private CommandRun Run(params string[] args) => CommandRun.In(_folder, args);

    private CommandRun Pipe(string text, params string[] args) =>
        Pipe(Encoding.UTF8.GetBytes(text), args);

    private CommandRun Pipe(byte[] input, params string[] args) =>
        CommandRun.In(_folder, input, args);
}
