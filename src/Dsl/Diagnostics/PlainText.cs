using System.Globalization;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Text out of a file as a terminal may get it: it moves no cursor, changes no colour and
/// turns no line round, so what a reader sees is what the file says.</summary>
public static class PlainText
{
    /// <summary>The text with a question mark for each character that would do something.</summary>
    public static string Of(string text) =>
        text.All(IsPlain) ? text : string.Concat(text.Select(c => IsPlain(c) ? c : '?'));

    /// <summary>Whether a character only shows itself.</summary>
    public static bool IsPlain(char c) => char.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
