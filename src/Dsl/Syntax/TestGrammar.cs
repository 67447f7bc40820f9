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
    private static readonly Parser<GivenSyntax> _negated =
        (from keyword in Keyword("not")
         from fact in Name("a fact")
         select (Func<SourcePlace, GivenSyntax>)(place =>
             new GivenSyntax(fact, IsNegated: true, IsSet: false, [], place))).Placed();

    private static readonly Parser<GivenCells> _givenSet =
        from keyword in Keyword("in")
        from cells in Set
        select new GivenCells(IsSet: true, cells);

    // Only a value on the same line belongs to the fact: in a scenario the next line is a step.
    private static readonly Parser<GivenCells> _givenCell =
        (from sign in Sign("=").IsThere()
         from cell in ValueCell
         select new GivenCells(IsSet: false, [cell])).OnSameLine();

    private static readonly Parser<GivenSyntax> _plain =
        (from fact in Name("a fact")
         from cells in _givenSet.XOr(_givenCell.OrNothing(new GivenCells(IsSet: false, [])))
         select (Func<SourcePlace, GivenSyntax>)(place =>
             new GivenSyntax(fact, IsNegated: false, cells.IsSet, cells.Cells, place))).Placed();

    private static readonly Parser<LineSyntax> _given =
        (from keyword in Keyword("given")
         from facts in _negated.XOr(_plain).ListedWith(Sign(","))
         select (Func<SourcePlace, LineSyntax>)(place =>
             new LineSyntax.GivenLine(facts, place))).Placed();

    private static readonly Parser<NameSyntax> _reason = One(
        l => IsName(l) && !EndsOutcome(l),
        "a reason",
        (l, c) => new NameSyntax(l.Text, c.PlaceOf(l.Span)));

    private static readonly Parser<EffectSyntax> _verdict =
        (from keyword in Keyword("dma")
         from verdict in Name("a verdict")
         from reason in _reason.OnSameLine().OrNull()
         select (Func<SourcePlace, EffectSyntax>)(place =>
             new EffectSyntax(verdict, reason, null, place))).Placed();

    private static readonly Parser<EffectSyntax> _bounced =
        (from negated in Keyword("not").IsThere()
         from keyword in Keyword("bounced")
         select (Func<SourcePlace, EffectSyntax>)(place =>
             new EffectSyntax(null, null, !negated, place))).Placed();

    private static readonly Parser<NameSyntax> _ruleName =
        Keyword("otherwise").Select(p => new NameSyntax(p.Text, p)).XOr(Name("a rule"));

    private static readonly Parser<ExpectationSyntax> _expectation =
        (from result in Name("a result")
         from shown in
             (from keyword in Keyword("is")
              from words in Words(l => IsName(l) && !EndsOutcome(l), "an outcome")
              from rule in (from word in Keyword("by") from name in _ruleName select name).OrNull()
              select new Shown(words, rule)).OrNull()
         from effects in
             (from joint in Keyword("and") from effect in _verdict.XOr(_bounced) select effect)
             .XOr(_verdict).XOr(_bounced).Repeated()
         select (Func<SourcePlace, ExpectationSyntax>)(place =>
             new ExpectationSyntax(result, shown?.Outcome, shown?.Rule, effects, place))).Placed();

    private static readonly Parser<LineSyntax> _expect =
        (from keyword in Keyword("expect")
         from expectation in _expectation
         select (Func<SourcePlace, LineSyntax>)(place =>
             new LineSyntax.ExpectLine(expectation, place))).Placed();

    // A row ends with its line; what is missing there is found at the next one and must say so.
    private static readonly Parser<SourcePlace> _bar = One(
        l => l.Is(LexemeKind.Sign, "|") && !l.IsFirstOnLine,
        "the closing `|` of the row above",
        (l, c) => c.PlaceOf(l.Span));

    private static readonly Parser<CellSyntax> _rightCell =
        from cell in TableCell
        from close in _bar
        select cell;

    private static readonly Parser<RowSyntax> _row =
        (from open in Sign("|")
         from left in TableCell.OnSameLine("`||` in the row above").ListedWith(Sign("|"))
         from middle in Sign("||")
         from first in _rightCell.OnSameLine("a cell right of `||` in the row above")
         from others in _rightCell.OnSameLine().Repeated()
         select (Func<SourcePlace, RowSyntax>)(place =>
             new RowSyntax(left, others.Insert(0, first), place))).Placed();

    private static readonly Parser<DifferenceSyntax> _difference =
        (from decision in Name("a decision")
         from exactly in Keyword("exactly")
         from keyword in Keyword("when")
         from condition in Expression
         select (Func<SourcePlace, DifferenceSyntax>)(place =>
             new DifferenceSyntax(decision, condition, place))).Placed();

    public static Parser<DeclarationSyntax> Test { get; } =
        (from keyword in Keyword("test")
         from name in Quoted
         from metas in PolicyGrammar.Metas
         from open in Sign("{")
         from lines in _given.XOr(_expect).Recovering("given", "expect")
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Test(name, metas, lines, place))).Placed();

    public static Parser<DeclarationSyntax> Table { get; } =
        (from keyword in Keyword("table")
         from name in Quoted
         from metas in PolicyGrammar.Metas
         from open in Sign("{")
         from rows in _row.Recovering("|")
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Table(name, metas, rows, place))).Placed();

    public static Parser<DeclarationSyntax> Differs { get; } =
        (from keyword in Keyword("differs")
         from preposition in Keyword("from")
         from other in Quoted
         from parts in _difference.Repeated()
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Differs(other, parts, place))).Placed();

    public static Parser<DeclarationSyntax> Scenario { get; } =
        (from keyword in Keyword("scenario")
         from name in Quoted
         from policy in (
             from preposition in Keyword("for") from file in Quoted select file).OrNull()
         from metas in PolicyGrammar.Metas
         from open in Sign("{")
         from lines in _given.XOr(StepGrammar.Step).Recovering()
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Scenario(name, policy, metas, lines, place))).Placed();

    private static bool EndsOutcome(Lexeme lexeme) => lexeme.Text is "dma" or "bounced";

    private sealed record GivenCells(bool IsSet, ImmutableArray<CellSyntax> Cells);

    private sealed record Shown(WordsSyntax Outcome, NameSyntax? Rule);
}
