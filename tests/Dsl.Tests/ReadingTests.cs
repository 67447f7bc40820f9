using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

public sealed class ReadingTests
{
    private static readonly string[] Folders = ["valid", "broken", "shared", "used"];

    public static TheoryData<string> Files =>
    [
        .. Folders.SelectMany(f => Corpus.Names(f).Select(n => $"{f}/{n}.rules")),
    ];

    [Theory]
    [MemberData(nameof(Files))]
    public void PrintingIsStable(string path)
    {
        var (folder, name) = (path.Split('/')[0], path.Split('/')[1]);
        var once = Print(Corpus.ReadBytes(folder, name).Value?.Content ?? "");

        Print(once).ShouldBe(once);
    }

    [Fact]
    public void AByteOrderMarkIsDropped() =>
        SourceReader.Read("x", [0xEF, 0xBB, 0xBF, (byte)'a']).Value!.Content.ShouldBe("a");

    [Fact]
    public void BytesThatAreNoTextAreNamed()
    {
        var read = SourceReader.Read("x", [(byte)'a', 0xFF]);

        read.Value.ShouldBeNull();
        read.Diagnostics[0].Descriptor.ShouldBe(DiagnosticCatalog.NotUtf8);
        read.Diagnostics[0].Message.ShouldContain("byte 1 ");
    }

    [Fact]
    public void TooManyBytesAreNotRead() =>
        SourceReader.Read("x", new byte[Limits.FileBytes + 1]).Diagnostics[0].Descriptor
            .ShouldBe(DiagnosticCatalog.FileTooLarge);

    [Fact]
    public void CarriageReturnsAndTabsAreBlanks()
    {
        var text = Corpus.Read("valid", "secure-low-window.rules").Content;
        var other = text.Replace("\n", "\r\n", StringComparison.Ordinal)
            .Replace("  ", "\t", StringComparison.Ordinal);

        Print(other).ShouldBe(Print(text));
    }

    [Fact]
    public void NoPrintedLineOfSourceIsWiderThanATerminal()
    {
        var long99 = string.Join(" and ", Enumerable.Repeat("atomic", 99));
        var source = new SourceText("wide.rules", $"let x = {long99} )");
        var lines = DiagnosticPrinter.Print(FileGrammar.Read(source).Diagnostics).Split('\n');

        lines.ShouldAllBe(l => l.Length <= 80);
        var (shown, carets) = (lines[^3], lines[^2]);
        carets.TrimEnd('^').Length.ShouldBe(shown.LastIndexOf(')'));
    }

    [Fact]
    public void TabsStandAboveTabs()
    {
        var source = new SourceText("tabs.rules", "let x\t=\tatomic\t)");
        var lines = DiagnosticPrinter.Print(FileGrammar.Read(source).Diagnostics).Split('\n');

        lines[^2].ShouldBe("       \t \t      \t^");
    }

    private static string Print(string text) =>
        SyntaxPrinter.Print(FileGrammar.Read(new SourceText("printed.rules", text)).Value);
}
