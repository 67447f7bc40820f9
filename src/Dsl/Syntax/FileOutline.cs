using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>The start of a declaration: its word, the name or text behind it, of a <c>param</c> its
/// type, and the first <c>because</c> in it.</summary>
public sealed record OutlineEntry(string Keyword, string Name, string? Type, string? Because);

/// <summary>What a file declares, read from its lexemes alone: a moment's work, and good enough
/// for a file that somebody is still typing.</summary>
public static class FileOutline
{
    /// <summary>The declarations that have a name, in their order.</summary>
    public static ImmutableArray<OutlineEntry> Read(SourceText source)
    {
        var unheard = new DiagnosticList();
        if (!LimitCheck.IsSmallEnough(source, unheard))
        {
            return [];
        }

        var lexemes = LexemeScanner.Scan(source, unheard);
        return
        [
            .. from index in Enumerable.Range(0, Math.Max(0, lexemes.Count - 1))
               where StartsDeclaration(lexemes[index])
               let name = lexemes[index + 1]
               where name is { Kind: LexemeKind.Word or LexemeKind.Text, IsOpen: false }
               select new OutlineEntry(
                   lexemes[index].Text,
                   name.Text,
                   TypeBehind(lexemes, index + 2),
                   BecauseBehind(lexemes, index + 1)),
        ];
    }

    private static bool StartsDeclaration(Lexeme lexeme) =>
        lexeme is { IsInFirstColumn: true, Kind: LexemeKind.Word };

    private static string? TypeBehind(LexemeList lexemes, int index) =>
        index + 1 < lexemes.Count && lexemes[index].Is(LexemeKind.Sign, ":")
            ? lexemes[index + 1].Text
            : null;

    private static string? BecauseBehind(LexemeList lexemes, int start)
    {
        for (var i = start; i + 1 < lexemes.Count && !StartsDeclaration(lexemes[i]); i++)
        {
            if (lexemes[i].Is(LexemeKind.Word, "because"))
            {
                return lexemes[i + 1].Text;
            }
        }

        return null;
    }
}
