using System.Text.RegularExpressions;

namespace DmaRules.Editors.Tests.Words;

/// <summary>Looks for a word of the language in an editor's file.</summary>
internal static class KeywordSearch
{
    public static bool IsIn(string text, string word) =>
        Regex.IsMatch(text, $@"(?<![A-Za-z_]){Regex.Escape(word)}(?![A-Za-z_])");
}
