using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;
using static DmaRules.Dsl.Syntax.LexemeParsers;

namespace DmaRules.Dsl.Syntax;

/// <summary>The steps of a scenario: one a line, any words, because only the machine knows what
/// they mean. </summary>
internal static class StepGrammar
{
    private static readonly ImmutableArray<string> Signs = ["==", "!=", "<", "<=", ">", ">="];

    private static readonly Parser<StepWordSyntax> Word =
        One(l => l.Kind == LexemeKind.Word && l.Text != "expect", "a word", (l, c) =>
            new StepWordSyntax(
                new NameSyntax(l.Text, c.PlaceOf(l.Span)), null, null, c.PlaceOf(l.Span)))
        .XOr(ExpressionGrammar.Value.Select(v => new StepWordSyntax(null, v, null, v.Place)))
        .XOr(Quoted.Select(t => new StepWordSyntax(null, null, t, t.Place)));

    private static readonly Parser<ImmutableArray<StepWordSyntax>> Words =
        Word.OnSameLine().Repeated();

    // `dma.tces <= 16`: what is expected may be compared.
    private static readonly Parser<StepWordSyntax> Comparison =
        One(
            l => l.Kind == LexemeKind.Sign && Signs.Contains(l.Text), "a comparison", (l, c) =>
            new StepWordSyntax(
                new NameSyntax(l.Text, c.PlaceOf(l.Span)), null, null, c.PlaceOf(l.Span)));

    private static readonly Parser<ImmutableArray<StepWordSyntax>> Expected = Sequence.Of(
        Keyword("expect").Then(Word.OnSameLine("an expectation")),
        Word.XOr(Comparison).OnSameLine().Repeated(),
        (first, others, _) => others.Insert(0, first));

    private static readonly Parser<LineSyntax> Whole = Sequence.Of(
        Expected,
        (words, place) => new LineSyntax.StepLine(null, null, [], words, place));

    private static readonly Parser<Doing> Action = Sequence.Of(
        Target,
        Word.OnSameLine("a step"),
        Words,
        Expected.OnSameLine().OrNothing([]),
        (target, first, others, expected, _) =>
            new Doing(target, others.Insert(0, first), expected));

    // `nic: expect ...` is about what was done to the nic so far.
    private static readonly Parser<Doing> Nothing =
        Expected.OnSameLine().Select(words => new Doing(null, [], words));

    private static readonly Parser<LineSyntax> Single = Sequence.Of(
        Name("who does it").Before(Sign(":")),
        Nothing.XOr(Action),
        (actor, doing, place) =>
            new LineSyntax.StepLine(actor, doing.Target, doing.Words, doing.Expected, place));

    public static Parser<LineSyntax> Step { get; } = Whole.XOr(Single);

    /// <summary>Reads a step that stands alone; null after a complaint.</summary>
    public static LineSyntax.StepLine? Read(SourceText line, DiagnosticList diagnostics)
    {
        if (!LimitCheck.IsSmallEnough(line, diagnostics))
        {
            return null;
        }

        var lexemes = LexemeScanner.Scan(line, diagnostics);
        var context = new ParseContext(line, lexemes, lexemes.Count, diagnostics);
        var result = Step(new LexemeInput(context, 0));
        if (result.WasSuccessful && ((LexemeInput)result.Remainder).AtEnd)
        {
            return (LineSyntax.StepLine)result.Value;
        }

        var mending = new Mending<LineSyntax>(context, Step, "the end of the step");
        return mending.TryRead([.. lexemes], out var mended)
            ? (LineSyntax.StepLine)mended
            : null;
    }

    private sealed record Doing(
        NameSyntax? Target,
        ImmutableArray<StepWordSyntax> Words,
        ImmutableArray<StepWordSyntax> Expected);

    // `cmd = map ...` and `map ...` start alike, so the `=` is looked for first.
    private static Parser<NameSyntax?> Target => input =>
    {
        var here = (LexemeInput)input;
        var isTarget = IsName(here.Lexeme)
            && ((LexemeInput)here.Advance()).Lexeme.Is(LexemeKind.Sign, "=");
        return isTarget
            ? Reading.Done<NameSyntax?>(
                new NameSyntax(here.Lexeme.Text, here.Context.PlaceOf(here.Lexeme.Span)),
                here.Advance().Advance())
            : Reading.Done<NameSyntax?>(null, input);
    };
}
