using System.Collections.Frozen;
using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;

namespace DmaRules.Dsl.Syntax;

/// <summary>A whole file. It is cut where a word stands in the first column and every declaration
/// is parsed alone, so that a broken one never hides the next. Limits are checked on the lexemes,
/// before anything recursive sees them.</summary>
public static class FileGrammar
{
    private static readonly FrozenDictionary<string, Parser<DeclarationSyntax>> Declarations =
        new Dictionary<string, Parser<DeclarationSyntax>>
        {
            ["policy"] = PolicyGrammar.Header,
            ["use"] = PolicyGrammar.Use,
            ["param"] = PolicyGrammar.Param,
            ["let"] = PolicyGrammar.Let,
            ["decide"] = PolicyGrammar.Decide,
            ["invariant"] = PolicyGrammar.Invariant,
            ["test"] = TestGrammar.Test,
            ["table"] = TestGrammar.Table,
            ["differs"] = TestGrammar.Differs,
            ["scenario"] = TestGrammar.Scenario,
        }.ToFrozenDictionary();

    // Never the start of a declaration, so a forgotten indent does not cut one in two.
    private static readonly FrozenSet<string> Inner = FrozenSet.ToFrozenSet(
        ["rule", "otherwise", "given", "expect", "because", "cite", "since", "and", "or", "when"]);

    /// <summary>Reads a file. What could be read is there even if something else was
    /// broken.</summary>
    public static Outcome<PolicySyntax> Read(SourceText source)
    {
        var diagnostics = new DiagnosticList();
        var declarations = ImmutableArray.CreateBuilder<DeclarationSyntax>();
        if (LimitCheck.IsSmallEnough(source, diagnostics))
        {
            var lexemes = LexemeScanner.Scan(source, diagnostics);
            foreach (var (start, end) in Cut(source, lexemes, diagnostics))
            {
                var context = new ParseContext(source, lexemes, end, diagnostics);
                if (ReadOne(context, start) is { } declaration)
                {
                    declarations.Add(declaration);
                }
            }
        }

        return new Outcome<PolicySyntax>(
            new PolicySyntax(source, declarations.ToImmutable()), diagnostics.ToImmutable());
    }

    internal static bool IsDeclaration(string word) => Declarations.ContainsKey(word);

    private static IEnumerable<(int Start, int End)> Cut(
        SourceText source, List<Lexeme> lexemes, DiagnosticList diagnostics)
    {
        var start = 0;
        for (var i = 1; i < lexemes.Count; i++)
        {
            if (!lexemes[i].IsInFirstColumn || lexemes[i].Kind != LexemeKind.Word)
            {
                continue;
            }

            if (Inner.Contains(lexemes[i].Text))
            {
                var place = new SourcePlace(source, lexemes[i].Span);
                diagnostics.Add(
                    DiagnosticCatalog.NotIndented,
                    place,
                    "put blanks in front of it",
                    lexemes[i].Text);
                continue;
            }

            yield return (start, i);
            start = i;
        }

        if (start < lexemes.Count)
        {
            yield return (start, lexemes.Count);
        }
    }

    private static DeclarationSyntax? ReadOne(ParseContext context, int start)
    {
        var first = context.Lexemes[start];
        if (!LimitCheck.Holds(context, start))
        {
            return null;
        }

        if (!first.IsInFirstColumn || !Declarations.TryGetValue(first.Text, out var parser))
        {
            ReportNoDeclaration(context, first);
            return null;
        }

        var input = new LexemeInput(context, start);
        var result = parser(input);
        var rest = (LexemeInput)result.Remainder;
        if (result.WasSuccessful && rest.AtEnd)
        {
            return result.Value;
        }

        if (result.WasSuccessful)
        {
            context.Expect(rest.Index, "the next declaration in the first column");
        }

        context.ReportFurthest();
        return null;
    }

    private static void ReportNoDeclaration(ParseContext context, Lexeme first)
    {
        if (first.Kind == LexemeKind.Broken)
        {
            return;
        }

        var isMisplaced = !first.IsInFirstColumn && IsDeclaration(first.Text);
        var words = Declarations.Keys.Order(StringComparer.Ordinal);
        var nearest = Suggestion.Nearest(first.Text, words);
        context.Diagnostics.Add(
            DiagnosticCatalog.Unexpected,
            context.PlaceOf(first.Span),
            isMisplaced ? $"a declaration starts in the first column: move `{first.Text}` there"
            : nearest is not null ? $"did you mean `{nearest}`?"
            : $"there are {Suggestion.List(words.Select(w => $"`{w}`"), "and")}",
            context.Source[first.Span],
            "a declaration");
    }
}
