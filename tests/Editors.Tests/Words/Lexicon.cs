using System.Text;
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
        return scanned.Lexemes
            .Select((l, i) => new MarkedWord(
                l.Span, IsUnitOfOdd(scanned.Lexemes, i)
                    ? WordRole.BrokenNumber
                    : RoleOf(l, source, roles)))
            .Concat(scanned.Comments.Select(c => new MarkedWord(
                new TextSpan(c.Start, c.Text.Length), WordRole.Comment)));
    }

    // `64bits` is read as if the blank were there, but it is one mistake.
    private static bool IsUnitOfOdd(IReadOnlyList<Lexeme> lexemes, int at) =>
        at > 0
        && lexemes[at - 1] is { Kind: LexemeKind.Number, IsOdd: true } number
        && number.Span.End == lexemes[at].Span.Start;

    private static WordRole RoleOf(
        Lexeme lexeme, SourceText source, IReadOnlyDictionary<int, WordRole>? roles) =>
        lexeme.Kind switch
        {
            // What the scanner mends it has complained of: that is to be seen.
            LexemeKind.Text when lexeme.IsOdd => WordRole.OpenText,
            LexemeKind.Number when lexeme.IsOdd => WordRole.BrokenNumber,
            LexemeKind.Word or LexemeKind.Sign when IsMended(lexeme, source) => WordRole.Stray,
            LexemeKind.Text => WordRole.Text,
            LexemeKind.Number => WordRole.Number,
            LexemeKind.Sign => WordRole.Sign,
            LexemeKind.Broken => source.Content[lexeme.Span.Start] switch
            {
                >= '0' and <= '9' => WordRole.BrokenNumber,
                _ => WordRole.Stray,
            },
            _ when roles is null => WordRole.AnyWord,
            _ => roles.GetValueOrDefault(lexeme.Span.Start, WordRole.Keyword),
        };

    // Of a strange word that comes again nothing is said a second time.
    private static bool IsMended(Lexeme lexeme, SourceText source) =>
        source[lexeme.Span] != lexeme.Text || !Ascii.IsValid(lexeme.Text);
}
