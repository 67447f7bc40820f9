using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace DmaRules.Compilation.Emitting;

/// <summary>Makes C# identifiers out of any text. Only ASCII letters, digits and underscores come
/// through: what a file says can choose a name, and never anything else in the generated
/// code.</summary>
internal static class Identifier
{
    // Far below what metadata allows, and still readable.
    private const int MaxLength = 64;

    /// <summary>The text with an underscore for each character that cannot stand in a
    /// name.</summary>
    public static string Of(string text)
    {
        var name = new StringBuilder();
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            name.Append(CanStandInName(letter) ? letter : '_');
        }

        return Finished(name);
    }

    /// <summary>The words of the text, each with a capital: <c>low-window</c> becomes
    /// <c>LowWindow</c>. It never starts with a small letter, so it never meets a local
    /// variable.</summary>
    public static string PascalOf(string text)
    {
        var name = new StringBuilder();
        var startsWord = true;
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, MaxLength)))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                name.Append(startsWord ? char.ToUpperInvariant(letter) : letter);
            }

            startsWord = !char.IsAsciiLetterOrDigit(letter);
        }

        return Finished(name);
    }

    private static bool CanStandInName(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private static string Finished(StringBuilder name)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]))
        {
            name.Insert(0, '_');
        }

        var text = name.ToString();
        return IsKeyword(text) ? text + "_" : text;
    }

    private static bool IsKeyword(string text) =>
        SyntaxFacts.GetKeywordKind(text) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(text) != SyntaxKind.None;
}
