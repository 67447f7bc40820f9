using System.Text.RegularExpressions;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Tests.Mistakes;

/// <summary>One slip of a person at a keyboard: a text with one token changed, and where.</summary>
internal sealed partial record TokenMutation(string Kind, string Content, TextSpan Place)
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz_-";

    private static readonly string[] Kinds = ["delete", "double", "swap", "misspell", "replace"];

    /// <summary>Whether it moved a token over the border of a cell or a line.</summary>
    public bool IsAcross => Kind == "swap"
        && Content.AsSpan(Place.Start, Place.Length).IndexOfAny('\n', '|') >= 0;

    /// <summary>The tokens of a text; what stands in comments is none.</summary>
    public static IReadOnlyList<TextSpan> TokensOf(string content) =>
        [.. Token().Matches(content)
            .Where(m => m.Value[0] != '#')
            .Select(m => new TextSpan(m.Index, m.Length))];

    /// <summary>A random one; null if the dice chose a token that cannot be changed so.</summary>
    public static TokenMutation? Roll(
        string content, IReadOnlyList<TextSpan> tokens, SplitMix64 random)
    {
        var kind = random.Pick(Kinds);
        var index = random.Below(tokens.Count - 1);
        var (token, next) = (tokens[index], tokens[index + 1]);
        var text = Of(content, token);
        return kind switch
        {
            "delete" => Replace(kind, content, token, ""),
            "double" => Replace(kind, content, token, $"{text} {text}"),
            "swap" => Swap(content, token, next),
            "misspell" => Misspelt(text, random) is { } misspelt
                ? Replace(kind, content, token, misspelt)
                : null,
            _ => Replace(kind, content, token, Of(content, random.Pick(tokens))),
        };
    }

    private static string Of(string content, TextSpan token) =>
        content.Substring(token.Start, token.Length);

    private static TokenMutation Replace(
        string kind, string content, TextSpan token, string text) =>
        new(kind, content[..token.Start] + text + content[token.End..], token);

    private static TokenMutation Swap(string content, TextSpan token, TextSpan next)
    {
        var swapped = string.Concat(
            content.AsSpan(0, token.Start),
            Of(content, next),
            content.AsSpan(token.End, next.Start - token.End))
            + Of(content, token)
            + content[next.End..];
        return new TokenMutation("swap", swapped, token.Through(next));
    }

    private static string? Misspelt(string word, SplitMix64 random)
    {
        if (word.Length < 3 || !char.IsAsciiLetter(word[0]))
        {
            return null;
        }

        var at = 1 + random.Below(word.Length - 2);
        return random.Below(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, random.Pick([.. Letters]).ToString()),
            2 => word[..at] + random.Pick([.. Letters]) + word[(at + 1)..],
            _ => word[..at] + word[at + 1] + word[at] + word[(at + 2)..],
        };
    }

    [GeneratedRegex(
        "#[^\\n]*|\"[^\"\\n]*\"|[A-Za-z](?:\\w|[-.](?=\\w))*|\\d\\w*"
        + "|=>|==|!=|<=|>=|\\|\\||\\.\\.|[^\\s\\w]")]
    private static partial Regex Token();
}
