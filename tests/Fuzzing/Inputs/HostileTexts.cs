using System.Collections.Immutable;

namespace DmaRules.Fuzzing.Inputs;

/// <summary>Texts that have hurt other tools: names that are code, ends of comments, line ends that
/// are none, formats, escapes.</summary>
public static class HostileTexts
{
    /// <summary>What may stand where a name stands.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "class", "await", "record", "value", "var", "dynamic", "nameof", "global", "partial",
        "where", "yield", "async", "static", "goto", "return", "checked", "unsafe", "stackalloc",
        "file", "field", "required", "scoped", "managed", "unmanaged", "nint", "Facts", "Fact",
        "Bool", "WindowRule", "DmaRules", "System", "Equals", "GetType", "Finalize", "facts",
        "node", "N3", "a.b.c", "a-b-c", "x_", "r0", "otherwise", "impossible", "policy", "rule",
        "window", "path", "map", "dma", "by", "bounced", "yes", "no", "none", "null", "true",
    ];

    /// <summary>What may stand between quotes, and anywhere else.</summary>
    public static ImmutableArray<string> Texts { get; } =
    [
        "", " ", "*/ evil(); /*", "// evil();", "a\u2028evil();", "a\u2029evil();",
        "a\u0085evil();", "a\vb\fc", "a\rb", "\\u000a evil();", "\\u007d", "\\", "\\\"",
        "'\"\"\"{evil()}", "#if false", "#error no", "{0}", "{0:x}{1}{99999999999}", "{", "}}",
        "[red]x[/]", "[link=file:///etc/passwd]x[/]", "[[", "]", "\u001b[31mred\u001b[0m",
        "\u001b]0;title\u0007", "\u202egnorw", "\u2066\u2069", "\u200b", "\ufeffname", "\ufffd",
        "ｃｌａｓｓ", "naïve-ñame", "\u0301\u0301\u0301\u0301", "👩‍👩‍👧‍👦", "%s%n%x",
        "`", "``", "`a` `",
        "$(id)", "; rm x", "../../x", "a/b", "CON", "x.rules", "p.rules", "self.rules",
        "pseries-v5.6.rules", "&amp;<b>", "<![CDATA[", "]]>", "\t", "-- ", "\u0001\u0002\u007f",
    ];

    /// <summary>Numbers at the ends of what fits, and behind them.</summary>
    public static ImmutableArray<string> Numbers { get; } =
    [
        "0", "1", "2", "31", "32", "33", "63", "64", "65", "4095", "4096", "65535", "65536",
        "100000", "100001", "2147483647", "2147483648", "4294967295", "4294967296",
        "9223372036854775807", "9223372036854775808", "18446744073709551615",
        "18446744073709551616", "99999999999999999999999999", "0x0", "0xffff_ffff", "0x1_0000_0000",
        "0x7fffffffffffffff", "0xffffffffffffffff", "0x10000000000000000", "0x", "0xg", "1_",
        "1__0",
        "00000000000000000000000000000001", "64bits", "4KiB", "1e9", "-1", "1.5", "16777216 TiB",
        "17179869184 GiB",
    ];
}
