using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>What happens after a mistake: it is told once, what it spoiled is left out, and the
/// rest goes on. </summary>
internal static class Recovery
{
    /// <summary>The items of a block up to its closing brace. A broken one becomes a diagnostic,
    /// and parsing goes on where the next one starts.</summary>
    public static Parser<ImmutableArray<T>> Recovering<T>(
        this Parser<T> item, params string[] starters) => input =>
    {
        var items = ImmutableArray.CreateBuilder<T>();
        var rest = (LexemeInput)input;
        while (!rest.AtEnd && !rest.Lexeme.Is(LexemeKind.Sign, "}"))
        {
            var result = item(rest);
            if (result.WasSuccessful)
            {
                items.Add(result.Value);
                rest = (LexemeInput)result.Remainder;
            }
            else
            {
                rest.Context.ReportFurthest();
                rest = Skip(rest, starters);
            }
        }

        return Reading.Done(items.ToImmutable(), (IInput)rest);
    };

    /// <summary>Says what was found at the furthest place and what could have stood
    /// there.</summary>
    public static void ReportFurthest(this ParseContext context)
    {
        var index = Math.Max(context.Furthest, 0);
        var expected = Suggestion.List(context.Expected);
        if (index >= context.End)
        {
            var last = context.Lexemes[context.End - 1].Span;
            if (context.Lexemes[context.End - 1].Kind != LexemeKind.Broken)
            {
                context.Diagnostics.Add(
                    DiagnosticCatalog.EndsTooEarly, context.PlaceOf(last), null, expected);
            }

            return;
        }

        var lexeme = context.Lexemes[index];
        if (lexeme.Kind != LexemeKind.Broken)
        {
            context.Diagnostics.Add(
                DiagnosticCatalog.Unexpected,
                context.PlaceOf(lexeme.Span),
                HelpFor(lexeme, context.Expected),
                Shorten(context.Source[lexeme.Span]),
                expected);
        }
    }

    private static string? HelpFor(Lexeme lexeme, IReadOnlyList<string> expected)
    {
        if (lexeme.Kind != LexemeKind.Word)
        {
            // The signs that other languages have for the same.
            var meant = lexeme.Text switch
            {
                "-" or "=" => "=>",
                "||" => "or",
                "|" => "||",
                _ => "",
            };
            return expected.Contains($"`{meant}`") ? $"did you mean `{meant}`?" : null;
        }

        var words = expected.Where(e => e[0] == '`').Select(e => e.Trim('`'));
        var units = expected.Contains(ExpressionGrammar.UnitExpected)
            ? Units.Sizes.Select(u => u.Name).Append(Units.Bits.Name)
            : [];
        var nearest = Suggestion.Nearest(lexeme.Text, words.Concat(units));
        return nearest is not null ? $"did you mean `{nearest}`?"
            : expected.Contains("a name") && !LexemeParsers.IsName(lexeme)
                ? $"`{lexeme.Text}` is a word of the language; take another name"
            : lexeme.IsFirstOnLine && FileGrammar.IsDeclaration(lexeme.Text)
                ? $"a declaration starts in the first column: move `{lexeme.Text}` there"
            : null;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..37] + "...";

    private static LexemeInput Skip(LexemeInput from, string[] starters)
    {
        var context = from.Context;
        var index = Math.Max(from.Index + 1, Math.Min(context.Furthest, context.End));
        while (index < context.End
            && !Starts(context.Lexemes[index], starters)
            && !IsLastBrace(context, index))
        {
            index++;
        }

        return new LexemeInput(context, index);
    }

    // A misspelt starter is one too, where it stands first on its line. Without starters every line
    // is an item.
    private static bool Starts(Lexeme lexeme, string[] starters) =>
        starters.Contains(lexeme.Text)
            ? lexeme.Kind == LexemeKind.Word || lexeme.IsFirstOnLine
            : lexeme.IsFirstOnLine
                && (starters.Length == 0
                    || (lexeme.Kind == LexemeKind.Word
                        && Suggestion.Nearest(lexeme.Text, starters) is not null));

    // A brace further inside may belong to a broken set; the block's own is the declaration's last
    // lexeme.
    private static bool IsLastBrace(ParseContext context, int index) =>
        index == context.End - 1 && context.Lexemes[index].Is(LexemeKind.Sign, "}");
}
