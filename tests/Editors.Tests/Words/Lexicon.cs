using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Editors.Tests.Words;

/// <summary>One lexeme or comment of a file and what it is.</summary>
internal sealed record MarkedWord(TextSpan Span, WordRole Role);

/// <summary>A file as the language itself reads it, lexeme by lexeme.</summary>
internal static class Lexicon
{
    /// <summary>Everything in a file that is not blank, in no order.</summary>
    public static IEnumerable<MarkedWord> Of(SourceText source)
    {
        var read = FileGrammar.Read(source);
        var roles = read.Diagnostics.IsEmpty ? RoleReader.Read(read.Value) : null;
        var scanned = LexemeScanner.ScanAll(source);
        return scanned.Lexemes.Select(l => new MarkedWord(l.Span, RoleOf(l, source, roles)))
            .Concat(scanned.Comments.Select(c => new MarkedWord(
                new TextSpan(c.Start, c.Text.Length), WordRole.Comment)));
    }

    private static WordRole RoleOf(
        Lexeme lexeme, SourceText source, IReadOnlyDictionary<int, WordRole>? roles) =>
        lexeme.Kind switch
        {
            LexemeKind.Text => WordRole.Text,
            LexemeKind.Number => WordRole.Number,
            LexemeKind.Sign => WordRole.Sign,
            LexemeKind.Broken => source.Content[lexeme.Span.Start] switch
            {
                '"' => WordRole.OpenText,
                >= '0' and <= '9' => WordRole.BrokenNumber,
                _ => WordRole.Stray,
            },
            _ when roles is null => WordRole.AnyWord,
            _ => roles.GetValueOrDefault(lexeme.Span.Start, WordRole.Keyword),
        };
}
