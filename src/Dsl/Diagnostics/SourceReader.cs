using System.Buffers;
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
                "split it: `use` puts the parts together",
                Number(Limits.FileBytes),
                Number(bytes.Length));
        }

        var isMarked = bytes.StartsWith(Encoding.UTF8.Preamble);
        var content = isMarked ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return FirstBadByte(content) is >= 0 and var bad
            ? Refuse(
                path,
                DiagnosticCatalog.NotUtf8,
                "save it as UTF-8 text",
                WhatItIs(bytes, content[bad], Number(bytes.Length - content.Length + bad)))
            : new Outcome<SourceText?>(
                new SourceText(path, Strict.GetString(content)) { HasByteOrderMark = isMarked },
                []);
    }

    // Other encodings betray themselves: by their mark, by every second byte, or by one that is a
    // letter of theirs.
    private static string WhatItIs(ReadOnlySpan<byte> bytes, byte bad, string where)
    {
        var isUtf16 = bytes.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff])
            || (bytes.Length >= 4 && (bytes[1] == 0 && bytes[3] == 0));
        var letter = (char)bad;
        return isUtf16 ? "it is UTF-16, as Windows calls `Unicode`"
            : bad == 0 ? $"byte {where} is NUL"
            : char.IsLetter(letter)
                ? $"byte {where} cannot be read; in Latin-1 it is `{letter}`"
                : $"byte {where} cannot be read";
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
            if (status != OperationStatus.Done)
            {
                return at;
            }

            at += length;
        }

        return nul;
    }

    private static Outcome<SourceText?> Refuse(
        string path, DiagnosticDescriptor descriptor, string help, params string[] arguments)
    {
        var nowhere = new SourcePlace(new SourceText(path, ""), new TextSpan(0, 0));
        return new Outcome<SourceText?>(
            null, [new Diagnostic(descriptor, nowhere, [.. arguments], help)]);
    }

    private static string Number(int value) => Numbers.Show(value);
}
