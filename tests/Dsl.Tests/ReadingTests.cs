using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Formatting;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

public sealed class ReadingTests
{
    private static readonly string[] Folders = ["valid", "broken", "shared", "used"];

    // What was mended is printed nowhere: only what was written so.
    public static TheoryData<string> Files =>
    [
        .. Folders.SelectMany(f => Corpus.Names(f).Select(n => (Folder: f, Name: $"{n}.rules")))
            .Where(f => Corpus.ReadBytes(f.Folder, f.Name).Value is { } source
                && !FileGrammar.Read(source).HasErrors)
            .Select(f => $"{f.Folder}/{f.Name}"),
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

    [Theory]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16BE", "UTF-16")]
    [InlineData("latin1", "byte 9 cannot be read; in Latin-1 it is `ü`")]
    public void OtherEncodingsAreNamed(string encoding, string words)
    {
        var bytes = System.Text.Encoding.GetEncoding(encoding);
        byte[] file = [.. bytes.GetPreamble(), .. bytes.GetBytes("policy \"für\"")];

        SourceReader.Read("x", file).Diagnostics.ShouldHaveSingleItem()
            .Message.ShouldContain(words);
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
        var (shown, carets) = (lines[^4], lines[^3]);
        carets.TrimEnd('^').Length.ShouldBe(shown.LastIndexOf(')'));
    }

    [Fact]
    public void TabsStandAboveTabs()
    {
        var source = new SourceText("tabs.rules", "let x\t=\tatomic\t)");
        var lines = DiagnosticPrinter.Print(FileGrammar.Read(source).Diagnostics).Split('\n');

        lines[^3].ShouldBe("       \t \t      \t^");
    }

    private static string Print(string text) =>
        SyntaxPrinter.Print(FileGrammar.Read(new SourceText("printed.rules", text)).Value);
}
