using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>What one small change of the text does to it.</summary>
internal enum RepairKind
{
    /// <summary>Another word was meant: a slip, or the word of another language.</summary>
    Misspelt,

    /// <summary>The same thing stands twice.</summary>
    Doubled,

    /// <summary>Two neighbours changed places.</summary>
    Swapped,

    /// <summary>Something is missing, and only one thing can be meant.</summary>
    Missing,

    /// <summary>Something is too much.</summary>
    Stray,

    /// <summary>One thing stands where another belongs.</summary>
    Wrong,

    /// <summary>Something is missing that only the user knows.</summary>
    Hole,

    /// <summary>One thing stands where something belongs that only the user knows.</summary>
    Misplaced,
}

/// <summary>One change of one place: <paramref name="Removed"/> lexemes from
/// <paramref name="At"/> on make room for <paramref name="Added"/>. <paramref name="Text"/> is what
/// the user would write there.</summary>
internal sealed record Repair(
    RepairKind Kind, int At, int Removed, IReadOnlyList<Lexeme> Added, string Text)
{
    /// <summary>Whether the text is all that the user would write, and perhaps
    /// why.</summary>
    public bool IsWholeSentence { get; init; }

    /// <summary>The lexemes after the change. Who moves to the start of a line is then the first
    /// one there.</summary>
    public Lexeme[] Apply(IReadOnlyList<Lexeme> window)
    {
        var rest = window.Skip(At + Removed).ToArray();
        if (Added.Count == 0 && rest.Length > 0 && !rest[0].IsFirstOnLine)
        {
            rest[0] = rest[0] with
            {
                IsFirstOnLine = window[At].IsFirstOnLine,
                IsInFirstColumn = window[At].IsInFirstColumn,
            };
        }

        return [.. window.Take(At), .. Added, .. rest];
    }

    /// <summary>The help line, where any of these texts would do.</summary>
    public string Help(IReadOnlyList<Lexeme> window, SourceText source, IEnumerable<string> texts)
    {
        var written = Removed > 0 ? Shown(window, At, source) : "";
        return Kind switch
        {
            RepairKind.Doubled => $"take one of the two {written} out",
            RepairKind.Swapped => $"write `{Text}`",
            RepairKind.Stray => $"take {written} out",
            RepairKind.Missing =>
                $"put {Suggestion.List(texts.Select(Quote))} {Where(window, source)}",
            RepairKind.Hole => $"{Suggestion.List(texts)} is missing {Where(window, source)}",
            RepairKind.Misplaced when IsReserved(window[At]) =>
                $"{written} is a word of the language; take another name",
            RepairKind.Misplaced => $"{Suggestion.List(texts)} belongs here",
            _ when IsWholeSentence => $"write {Text}",
            _ => $"did you mean {Suggestion.List(texts.Select(Quote))}?",
        };
    }

    private static bool IsReserved(Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Word && !LexemeParsers.IsName(lexeme);

    private static string Quote(string text) => $"`{text}`";

    private static string Shown(IReadOnlyList<Lexeme> window, int index, SourceText source) =>
        Quote(Shorten(source[window[index].Span]));

    /// <summary>A long lexeme, cut.</summary>
    public static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    // Beside what stands on the same line.
    private string Where(IReadOnlyList<Lexeme> window, SourceText source) =>
        At > 0 && (At >= window.Count || window[At].IsFirstOnLine)
            ? $"behind {Shown(window, At - 1, source)}"
            : $"in front of {Shown(window, At, source)}";
}
