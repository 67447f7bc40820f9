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

    /// <summary>What a file consists of, in a message.</summary>
    public const string ADeclaration = "a declaration";

    /// <summary>What can follow a declaration.</summary>
    public const string NextDeclaration = "the next declaration in the first column";

    // Written in the first column by those who do not indent.
    private static readonly FrozenSet<string> Inner = FrozenSet.ToFrozenSet(
        ["rule", "otherwise", "given", "expect", "because", "cite", "since", "and", "or", "when"]);

    /// <summary>Reads a file. What could be read is there even if something else was
    /// broken.</summary>
    public static Outcome<PolicySyntax> Read(SourceText source)
    {
        var diagnostics = new DiagnosticList();
        var syntax = Read(source, diagnostics);
        return new Outcome<PolicySyntax>(syntax, diagnostics.ToImmutable());
    }

    /// <summary>The words that start a declaration, sorted.</summary>
    internal static IReadOnlyList<string> Words { get; } =
        [.. Declarations.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The same for what goes on with a list of diagnostics.</summary>
    internal static PolicySyntax Read(SourceText source, DiagnosticList diagnostics)
    {
        var declarations = ImmutableArray.CreateBuilder<DeclarationSyntax>();
        if (LimitCheck.IsSmallEnough(source, diagnostics))
        {
            var lexemes = LexemeScanner.Scan(source, diagnostics);
            foreach (var (start, end) in Cut(source, lexemes, diagnostics))
            {
                var context = new ParseContext(source, lexemes, end, diagnostics);
                declarations.AddRange(ReadFrom(context, start));
            }
        }
        else
        {
            diagnostics.Doubt.Lose([]);
        }

        return new PolicySyntax(source, declarations.ToImmutable());
    }

    internal static bool IsDeclaration(string word) => Declarations.ContainsKey(word);

    private static IEnumerable<(int Start, int End)> Cut(
        SourceText source, LexemeList lexemes, DiagnosticList diagnostics)
    {
        var (start, depth, isTold) = (0, 0, false);
        for (var i = 0; i < lexemes.Count; i++)
        {
            var lexeme = lexemes[i];
            if (i > 0 && lexeme.IsInFirstColumn && IsCut(lexemes, i, depth))
            {
                yield return (start, i);
                (start, depth, isTold) = (i, 0, false);
            }
            else if (i > 0 && lexeme.IsInFirstColumn && Inner.Contains(lexeme.Text) && !isTold)
            {
                diagnostics.Add(
                    DiagnosticCatalog.NotIndented,
                    new SourcePlace(source, lexeme.Span),
                    "put blanks in front of it, and of all that stands inside the declaration",
                    lexeme.Text);
                lexemes[i] = lexeme with { IsOdd = true };
                isTold = true;
            }

            depth += lexeme.Kind != LexemeKind.Sign ? 0
                : lexeme.Text == "{" ? 1
                : lexeme.Text == "}" ? -1
                : 0;
        }

        if (start < lexemes.Count)
        {
            yield return (start, lexemes.Count);
        }
    }

    // A keyword, or what stands in a keyword's place: outside of all braces, and not alone.
    private static bool IsCut(LexemeList lexemes, int index, int depth)
    {
        var lexeme = lexemes[index];
        return lexeme.Kind == LexemeKind.Word
            && !Inner.Contains(lexeme.Text)
            && (IsDeclaration(lexeme.Text)
                || OtherWords.MeantBy(lexeme, Words).Any()
                || (depth <= 0
                    && index + 1 < lexemes.Count
                    && !lexemes[index + 1].IsFirstOnLine));
    }

    // One declaration, unless others stand behind it that are not in the first column.
    private static IEnumerable<DeclarationSyntax> ReadFrom(ParseContext context, int start)
    {
        if (!LimitCheck.Holds(context, start))
        {
            var lost = context.Window(start, context.End);
            context.Diagnostics.Doubt.Lose([.. lost.Select(l => l.Text)]);
            yield break;
        }

        for (var at = start; at < context.End;)
        {
            if (IsDeclaration(context.Lexemes[at].Text) && !context.Lexemes[at].IsInFirstColumn)
            {
                ReportMisplaced(context, at);
            }

            var result = Declaration(new LexemeInput(context, at));
            if (result.WasSuccessful
                && (LexemeInput)result.Remainder is var rest
                && (rest.AtEnd || StartsAnother(rest)))
            {
                yield return result.Value;
                at = rest.Index;
                continue;
            }

            var mending = new Mending<DeclarationSyntax>(
                context, Declaration, NextDeclaration);
            if (mending.TryRead(context.Window(at, context.End), out var mended))
            {
                yield return mended;
            }
            else if (result.WasSuccessful)
            {
                yield return result.Value;
            }

            yield break;
        }
    }

    private static bool StartsAnother(LexemeInput rest) =>
        rest.Lexeme.IsFirstOnLine
        && !rest.Lexeme.Is(LexemeKind.Sign, "}")
        && (IsDeclaration(rest.Lexeme.Text)
            || rest.Context.Lexemes[rest.Index - 1].Is(LexemeKind.Sign, "}"));

    private static IResult<DeclarationSyntax> Declaration(IInput input)
    {
        var here = (LexemeInput)input;
        if (Declarations.TryGetValue(here.Lexeme.Text, out var parser))
        {
            return parser(input);
        }

        here.Context.Expect(here.Index, ADeclaration);
        return Reading.NotHere<DeclarationSyntax>();
    }

    private static void ReportMisplaced(ParseContext context, int at)
    {
        var lexeme = context.Lexemes[at];
        context.Diagnostics.Doubt.Distrust(context.Between(at, Math.Min(at + 2, context.End)));
        context.Diagnostics.Add(
            DiagnosticCatalog.Unexpected,
            context.PlaceOf(lexeme.Span),
            $"a declaration starts in the first column: move `{lexeme.Text}` there",
            context.Source[lexeme.Span],
            NextDeclaration);
    }
}
