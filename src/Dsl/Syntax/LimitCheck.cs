using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Counts before anything recurses: one pass over the lexemes of a declaration. A stack
/// overflow cannot be caught, so it must not be reachable.</summary>
internal static class LimitCheck
{
    public static bool IsSmallEnough(SourceText source, DiagnosticList diagnostics)
    {
        if (source.Content.Length <= Limits.FileBytes)
        {
            return true;
        }

        var start = new SourcePlace(source, new TextSpan(0, 0));
        diagnostics.Add(
            DiagnosticCatalog.FileTooLarge,
            start,
            "split it: `use` puts the parts together",
            Numbers.Show(Limits.FileBytes),
            Numbers.Show(source.Content.Length));
        return false;
    }

    /// <summary>Whether the lexemes from <paramref name="start"/> on stay within all
    /// limits.</summary>
    public static bool Holds(ParseContext context, int start)
    {
        var nesting = new NestingCounter();
        var (chain, rules) = (0, 0);
        for (var i = start; i < context.End; i++)
        {
            var lexeme = context.Lexemes[i];
            chain = StartsChain(lexeme) ? 0 : chain + (IsJoint(lexeme) ? 1 : 0);
            rules += lexeme.Is(LexemeKind.Word, "rule") ? 1 : 0;
            var depth = nesting.Count(lexeme);
            var (descriptor, limit) =
                depth > Limits.Nesting ? (DiagnosticCatalog.NestedTooDeep, Limits.Nesting)
                : chain > Limits.ChainLength ? (DiagnosticCatalog.ChainTooLong, Limits.ChainLength)
                : rules > Limits.Rules ? (DiagnosticCatalog.TooManyRules, Limits.Rules)
                : (null, 0);
            if (descriptor is not null)
            {
                var measured = Measure(context, start, descriptor);
                context.Diagnostics.Add(
                    descriptor,
                    context.PlaceOf(lexeme.Span),
                    HelpFor(descriptor),
                    Numbers.Show(limit),
                    Numbers.Show(measured),
                    context.Lexemes[start].Text);
                return false;
            }
        }

        return true;
    }

    private static string HelpFor(DiagnosticDescriptor descriptor) =>
        descriptor == DiagnosticCatalog.NestedTooDeep ? "give the inner parts names with `let`"
        : descriptor == DiagnosticCatalog.ChainTooLong
            ? "write a range for many values, e.g. `map_size in {4 KiB..1 MiB}`"
        : "write one rule for many values, e.g. `when map_size in {4 KiB..1 MiB}`";

    // Only now all of it is counted, to be able to say how far over the limit it is.
    private static int Measure(ParseContext context, int start, DiagnosticDescriptor descriptor)
    {
        var nesting = new NestingCounter();
        var (deepest, chain, longest, rules) = (0, 0, 0, 0);
        for (var i = start; i < context.End; i++)
        {
            var lexeme = context.Lexemes[i];
            deepest = Math.Max(deepest, nesting.Count(lexeme));
            chain = StartsChain(lexeme) ? 0 : chain + (IsJoint(lexeme) ? 1 : 0);
            longest = Math.Max(longest, chain);
            rules += lexeme.Is(LexemeKind.Word, "rule") ? 1 : 0;
        }

        return descriptor == DiagnosticCatalog.NestedTooDeep ? deepest
            : descriptor == DiagnosticCatalog.ChainTooLong ? longest
            : rules;
    }

    private static bool StartsChain(Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Word
            && lexeme.Text is "rule" or "given" or "expect" or "otherwise";

    private static bool IsJoint(Lexeme lexeme) => lexeme.Kind switch
    {
        LexemeKind.Word => lexeme.Text is "and" or "or" or "implies" or "exactly",
        LexemeKind.Sign => lexeme.Text is "," or "||",
        _ => false,
    };

    // Brackets that are open, and the `not`s that wait for what they negate.
    private sealed class NestingCounter
    {
        private readonly Stack<int> _waiting = [];
        private int _run;
        private int _depth;

        public int Count(Lexeme lexeme)
        {
            if (lexeme.Is(LexemeKind.Word, "not"))
            {
                _run++;
                return ++_depth;
            }

            if (lexeme.Kind == LexemeKind.Sign && lexeme.Text is "(" or "{")
            {
                _waiting.Push(_run);
                _run = 0;
                return ++_depth;
            }

            _depth -= _run;
            _run = 0;
            if (lexeme.Kind == LexemeKind.Sign
                && lexeme.Text is ")" or "}"
                && _waiting.TryPop(out var waited))
            {
                _depth -= waited + 1;
            }

            return _depth;
        }
    }
}
