using System.Collections.Immutable;
using DmaRules.Dsl.Text;
using Sprache;
using static DmaRules.Dsl.Syntax.ExpressionGrammar;
using static DmaRules.Dsl.Syntax.LexemeParsers;

namespace DmaRules.Dsl.Syntax;

/// <summary>The declarations that check a policy: tests, tables, differences and
/// scenarios.</summary>
internal static class TestGrammar
{
    private static readonly Parser<GivenSyntax> Negated = Sequence.Of(
        Keyword("not").Then(Name("a fact")),
        (fact, place) => new GivenSyntax(fact, IsNegated: true, IsSet: false, [], place));

    private static readonly Parser<GivenCells> GivenSet =
        Keyword("in").Then(Set).Select(cells => new GivenCells(IsSet: true, cells));

    // Only a value on the same line belongs to the fact: in a scenario the next line is a step.
    private static readonly Parser<GivenCells> GivenCell =
        Sign("=").IsThere().Then(ValueCell)
            .Select(cell => new GivenCells(IsSet: false, [cell])).OnSameLine();

    private static readonly Parser<GivenSyntax> Plain = Sequence.Of(
        Name("a fact"),
        GivenSet.XOr(GivenCell.OrNothing(new GivenCells(IsSet: false, []))),
        (fact, cells, place) =>
            new GivenSyntax(fact, IsNegated: false, cells.IsSet, cells.Cells, place));

    private static readonly Parser<LineSyntax> Given = Sequence.Of(
        Keyword("given").Then(Negated.XOr(Plain).ListedWith(Sign(","))),
        (facts, place) => new LineSyntax.GivenLine(facts, place));

    private static readonly Parser<NameSyntax> Reason = One(
        l => IsName(l) && !EndsOutcome(l),
        "a reason",
        NameOf);

    private static readonly Parser<EffectSyntax> Verdict = Sequence.Of(
        Keyword("dma").Then(Name("a verdict")),
        Reason.OnSameLine().OrNull(),
        (verdict, reason, place) => new EffectSyntax(verdict, reason, null, place));

    private static readonly Parser<EffectSyntax> Bounced = Sequence.Of(
        Keyword("not").IsThere().Before(Keyword("bounced")),
        (negated, place) => new EffectSyntax(null, null, !negated, place));

    private static readonly Parser<NameSyntax> RuleName =
        OneOf("otherwise").XOr(Name("a rule"));

    private static readonly Parser<Shown> Outcome = Sequence.Of(
        Keyword("is").Then(Words(l => IsName(l) && !EndsOutcome(l), "an outcome")),
        Keyword("by").Then(RuleName).OrNull(),
        (words, rule, _) => new Shown(words, rule));

    private static readonly Parser<EffectSyntax> Effect = Verdict.XOr(Bounced);

    private static readonly Parser<ExpectationSyntax> Expectation = Sequence.Of(
        Name("a result"),
        Outcome.OrNull(),
        Keyword("and").Then(Effect).XOr(Effect).Repeated(),
        (result, shown, effects, place) =>
            new ExpectationSyntax(result, shown?.Outcome, shown?.Rule, effects, place));

    private static readonly Parser<LineSyntax> Expect = Sequence.Of(
        Keyword("expect").Then(Expectation),
        (expectation, place) => new LineSyntax.ExpectLine(expectation, place));

    // A row ends with its line.
    private static readonly Parser<string> Bar = Sign("|").OnSameLine("`|`");

    private static readonly Parser<CellSyntax> RightCell = TableCell.Before(Bar);

    private static Parser<bool> EndOfRow => input =>
    {
        var here = (LexemeInput)input;
        if (here.Lexeme.IsFirstOnLine || here.Lexeme.Is(LexemeKind.Sign, "}"))
        {
            return Reading.Done(true, input);
        }

        here.Context.Expect(here.Index, "a cell");
        return Reading.NotHere<bool>();
    };

    private static readonly Parser<RowSyntax> Row = Sequence.Of(
        Sign("|").Then(TableCell.OnSameLine("`||`").ListedWith(Sign("|"))),
        Sign("||").Then(RightCell.OnSameLine("a cell")),
        RightCell.OnSameLine().Repeated().Before(EndOfRow),
        (left, first, others, place) => new RowSyntax(left, others.Insert(0, first), place));

    private static readonly Parser<DifferenceSyntax> Difference = Sequence.Of(
        Name("a decision").Before(Keyword("exactly")),
        Keyword("when").Then(Expression),
        (decision, condition, place) => new DifferenceSyntax(decision, condition, place));

    public static Parser<DeclarationSyntax> Test { get; } = Sequence.Of(
        Keyword("test").Then(Quoted),
        PolicyGrammar.Metas,
        Given.XOr(Expect).Recovering("given", "expect").InBraces(),
        (name, metas, lines, place) => new DeclarationSyntax.Test(name, metas, lines, place));

    public static Parser<DeclarationSyntax> Table { get; } = Sequence.Of(
        Keyword("table").Then(Quoted),
        PolicyGrammar.Metas,
        Row.Recovering("|").InBraces(),
        (name, metas, rows, place) => new DeclarationSyntax.Table(name, metas, rows, place));

    public static Parser<DeclarationSyntax> Differs { get; } = Sequence.Of(
        Keyword("differs").Then(Keyword("from")).Then(Quoted),
        Difference.Repeated(),
        (other, parts, place) => new DeclarationSyntax.Differs(other, parts, place));

    public static Parser<DeclarationSyntax> Scenario { get; } = Sequence.Of(
        Keyword("scenario").Then(Quoted),
        Keyword("for").Then(Quoted).OrNull(),
        PolicyGrammar.Metas,
        Given.XOr(StepGrammar.Step).Recovering().InBraces(),
        (name, policy, metas, lines, place) =>
            new DeclarationSyntax.Scenario(name, policy, metas, lines, place));

    private static bool EndsOutcome(Lexeme lexeme) => lexeme.Text is "dma" or "bounced";

    private sealed record GivenCells(bool IsSet, ImmutableArray<CellSyntax> Cells);

    private sealed record Shown(WordsSyntax Outcome, NameSyntax? Rule);
}
