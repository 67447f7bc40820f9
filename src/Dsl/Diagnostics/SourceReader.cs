using System.Text;
using System.Text.Unicode;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Makes text of bytes. What is no text is a diagnostic, never an exception.</summary>
public static class SourceReader
{
    private static readonly UTF8Encoding Strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads UTF-8 with or without a byte order mark. The value is null when the bytes are
    /// too many, invalid, or hold a NUL.</summary>
    public static Outcome<SourceText?> Read(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > Limits.FileBytes)
        {
            return Refuse(
                path,
                DiagnosticCatalog.FileTooLarge,
                Number(Limits.FileBytes),
                Number(bytes.Length));
        }

        var isMarked = bytes.StartsWith(Encoding.UTF8.Preamble);
        var content = isMarked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        var bad = FirstBadByte(content);
        return bad >= 0
            ? Refuse(path, DiagnosticCatalog.NotUtf8, Number(bytes.Length - content.Length + bad))
            : new Outcome<SourceText?>(
                new SourceText(path, Strict.GetString(content)) { HasByteOrderMark = isMarked },
                []);
    }

    private static int FirstBadByte(ReadOnlySpan<byte> bytes)
    {
        var nul = bytes.IndexOf((byte)0);
        if (nul < 0 && Utf8.IsValid(bytes))
        {
            return nul;
        }

        var rest = nul < 0 ? bytes : bytes[..nul];
        var at = 0;
        while (at < rest.Length)
        {
            var status = Rune.DecodeFromUtf8(rest[at..], out _, out var length);
            if (status != System.Buffers.OperationStatus.Done)
            {
                return at;
            }

            at += length;
        }

        return nul;
    }

    private static Outcome<SourceText?> Refuse(
        string path, DiagnosticDescriptor descriptor, params string[] arguments)
    {
        var nowhere = new SourcePlace(new SourceText(path, ""), new TextSpan(0, 0));
        return new Outcome<SourceText?>(
            null, [new Diagnostic(descriptor, nowhere, [.. arguments])]);
    }

    private static string Number(int value) => Numbers.Show(value);
}
