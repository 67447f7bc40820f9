using System.Collections.Frozen;
using System.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Characters that look like others: what word processors, mail programs and other
/// keyboards put where a sign, a letter or nothing at all is meant.</summary>
internal static class Lookalikes
{
    /// <summary>Every quote that opens a text somewhere, and what closes it there.</summary>
    private static readonly FrozenDictionary<char, string> Quotes = new Dictionary<char, string>
    {
        ['\u201e'] = "\u201c\u201d\"",
        ['\u201c'] = "\u201d\u201c\"",
        ['\u201d'] = "\u201d\"",
        ['\u00ab'] = "\u00bb\"",
        ['\u00bb'] = "\u00ab\"",
        ['\u201a'] = "\u2018\u2019",
        ['\u2018'] = "\u2019",
        ['\u2019'] = "\u2019",
        ['\u2039'] = "\u203a",
        ['\u203a'] = "\u2039",
        ['\uff02'] = "\uff02\"",
        ['\''] = "'",
        ['`'] = "`",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<char, string> Signs = new Dictionary<char, string>
    {
        ['\u2192'] = "=>", ['\u21d2'] = "=>", ['\u27f6'] = "=>", ['\u27f9'] = "=>",
        ['\u2794'] = "=>", ['\u2265'] = ">=", ['\u2a7e'] = ">=", ['\u2264'] = "<=",
        ['\u2a7d'] = "<=", ['\u2260'] = "!=", ['\u2261'] = "==", ['\u2026'] = "..",
        ['\u2025'] = "..", ['\u2223'] = "|", ['\u2502'] = "|", ['\u2016'] = "||",
        ['\u2227'] = "and", ['\u2228'] = "or", ['\u00ac'] = "not",
    }.ToFrozenDictionary();

    private const string Dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad";

    // Cyrillic and Greek letters that no font tells from ours.
    private const string ForeignLetters = "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u03bf";
    private const string TheirTwins = "aeopcyxio";

    /// <summary>What closes a text that was opened by this character; null if it opens
    /// none.</summary>
    public static string? ClosersOf(char c) => Quotes.GetValueOrDefault(c);

    /// <summary>The sign or the word that the character stands for, or null.</summary>
    public static string? SignOf(char c) =>
        IsDash(c) ? "-"
        : Signs.GetValueOrDefault(c) ?? (IsWide(c) ? Narrow(c).ToString() : null);

    public static bool IsDash(char c) =>
        !char.IsAscii(c) && Dashes.Contains(c, StringComparison.Ordinal);

    /// <summary>Whether it takes no room on a screen.</summary>
    public static bool IsInvisible(char c) =>
        c is (>= '\u200b' and <= '\u200f') or (>= '\u202a' and <= '\u202e')
            or (>= '\u2060' and <= '\u2064') or '\ufeff' or '\u00ad';

    /// <summary>A name in the letters that names are made of. What has no twin stays.</summary>
    public static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            var twin = ForeignLetters.IndexOf(c, StringComparison.Ordinal);
            if (IsInvisible(c))
            {
                continue;
            }

            plain.Append(
                IsDash(c) ? '-' : IsWide(c) ? Narrow(c) : twin >= 0 ? TheirTwins[twin] : c);
        }

        return plain.ToString();
    }

    private static bool IsWide(char c) => c is > '\uff00' and <= '\uff5e';

    private static char Narrow(char c) => (char)(c - '\uff01' + '!');
}
