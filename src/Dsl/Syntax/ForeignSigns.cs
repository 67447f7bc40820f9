using System.Collections.Frozen;

namespace DmaRules.Dsl.Syntax;

/// <summary>Signs of other languages that people's fingers know, and what means the same
/// here.</summary>
internal static class ForeignSigns
{
    // Longest first: a shorter sign may be the start of a longer one.
    private static readonly string[] Signs =
    [
        "-->", "===", "!==", "&&", "<>", "=<", "->", ":=", "==>", "&", "!", ";", "[", "]", "*",
    ];

    private static readonly FrozenDictionary<string, string> Meanings =
        new Dictionary<string, string>
        {
            ["-->"] = "=>", ["->"] = "=>", ["==>"] = "=>", ["==="] = "==", ["!=="] = "!=",
            ["&&"] = "and", ["&"] = "and", ["<>"] = "!=", ["=<"] = "<=", [":="] = "=",
            ["!"] = "not", [";"] = "", ["["] = "{", ["]"] = "}", ["*"] = "-",
        }.ToFrozenDictionary();

    /// <summary>The foreign sign at that place, or null. A sign of ours that is as long goes
    /// first.</summary>
    public static string? At(string text, int at)
    {
        var rest = text.AsSpan(at);
        foreach (var sign in Signs)
        {
            if (rest[0] == sign[0] && rest.StartsWith(sign) && !IsOurs(text, at, sign))
            {
                return sign;
            }
        }

        return null;
    }

    /// <summary>What means the same here; empty if nothing needs to stand there.</summary>
    public static string MeaningOf(string sign) => Meanings[sign];

    // `!=` is ours, and so is the `=>` behind an `=` that the grammar knows better about.
    private static bool IsOurs(string text, int at, string sign) =>
        sign == "!" && at + 1 < text.Length && text[at + 1] == '=';
}
