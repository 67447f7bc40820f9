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
    private static readonly Parser<GivenSyntax> Negated =
        (from keyword in Keyword("not")
         from fact in Name("a fact")
         select (Func<SourcePlace, GivenSyntax>)(place =>
             new GivenSyntax(fact, IsNegated: true, IsSet: false, [], place))).Placed();

    private static readonly Parser<GivenCells> GivenSet =
        from keyword in Keyword("in")
        from cells in Set
        select new GivenCells(IsSet: true, cells);

    // Only a value on the same line belongs to the fact: in a scenario the next line is a step.
    private static readonly Parser<GivenCells> GivenCell =
        (from sign in Sign("=").IsThere()
         from cell in ValueCell
         select new GivenCells(IsSet: false, [cell])).OnSameLine();

    private static readonly Parser<GivenSyntax> Plain =
        (from fact in Name("a fact")
         from cells in GivenSet.XOr(GivenCell.OrNothing(new GivenCells(IsSet: false, [])))
         select (Func<SourcePlace, GivenSyntax>)(place =>
             new GivenSyntax(fact, IsNegated: false, cells.IsSet, cells.Cells, place))).Placed();

    private static readonly Parser<LineSyntax> Given =
        (from keyword in Keyword("given")
         from facts in Negated.XOr(Plain).ListedWith(Sign(","))
         select (Func<SourcePlace, LineSyntax>)(place =>
             new LineSyntax.GivenLine(facts, place))).Placed();

    private static readonly Parser<NameSyntax> Reason = One(
        l => IsName(l) && !EndsOutcome(l),
        "a reason",
        NameOf);

    private static readonly Parser<EffectSyntax> Verdict =
        (from keyword in Keyword("dma")
         from verdict in Name("a verdict")
         from reason in Reason.OnSameLine().OrNull()
         select (Func<SourcePlace, EffectSyntax>)(place =>
             new EffectSyntax(verdict, reason, null, place))).Placed();

    private static readonly Parser<EffectSyntax> Bounced =
        (from negated in Keyword("not").IsThere()
         from keyword in Keyword("bounced")
         select (Func<SourcePlace, EffectSyntax>)(place =>
             new EffectSyntax(null, null, !negated, place))).Placed();

    private static readonly Parser<NameSyntax> RuleName =
        OneOf("otherwise").XOr(Name("a rule"));

    private static readonly Parser<ExpectationSyntax> Expectation =
        (from result in Name("a result")
         from shown in
             (from keyword in Keyword("is")
              from words in Words(l => IsName(l) && !EndsOutcome(l), "an outcome")
              from rule in (from word in Keyword("by") from name in RuleName select name).OrNull()
              select new Shown(words, rule)).OrNull()
         from effects in
             (from joint in Keyword("and") from effect in Verdict.XOr(Bounced) select effect)
             .XOr(Verdict).XOr(Bounced).Repeated()
         select (Func<SourcePlace, ExpectationSyntax>)(place =>
             new ExpectationSyntax(result, shown?.Outcome, shown?.Rule, effects, place))).Placed();

    private static readonly Parser<LineSyntax> Expect =
        (from keyword in Keyword("expect")
         from expectation in Expectation
         select (Func<SourcePlace, LineSyntax>)(place =>
             new LineSyntax.ExpectLine(expectation, place))).Placed();

    // A row ends with its line.
    private static readonly Parser<SourcePlace> Bar = One(
        l => l.Is(LexemeKind.Sign, "|") && !l.IsFirstOnLine,
        "`|`",
        (l, c) => c.PlaceOf(l.Span));

    private static readonly Parser<CellSyntax> RightCell =
        from cell in TableCell
        from close in Bar
        select cell;

    private static Parser<bool> EndOfRow => input =>
    {
        var here = (LexemeInput)input;
        if (here.Lexeme.IsFirstOnLine || here.Lexeme.Is(LexemeKind.Sign, "}"))
        {
            return Reading.Done(true, input);
        }

        here.Context.Expect(here.Index, "a cell");
        return Reading.Failed<bool>(input);
    };

    private static readonly Parser<RowSyntax> Row =
        (from open in Sign("|")
         from left in TableCell.OnSameLine("`||`").ListedWith(Sign("|"))
         from middle in Sign("||")
         from first in RightCell.OnSameLine("a cell")
         from others in RightCell.OnSameLine().Repeated()
         from end in EndOfRow
         select (Func<SourcePlace, RowSyntax>)(place =>
             new RowSyntax(left, others.Insert(0, first), place))).Placed();

    private static readonly Parser<DifferenceSyntax> Difference =
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
         from lines in Given.XOr(Expect).Recovering("given", "expect")
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Test(name, metas, lines, place))).Placed();

    public static Parser<DeclarationSyntax> Table { get; } =
        (from keyword in Keyword("table")
         from name in Quoted
         from metas in PolicyGrammar.Metas
         from open in Sign("{")
         from rows in Row.Recovering("|")
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Table(name, metas, rows, place))).Placed();

    public static Parser<DeclarationSyntax> Differs { get; } =
        (from keyword in Keyword("differs")
         from preposition in Keyword("from")
         from other in Quoted
         from parts in Difference.Repeated()
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Differs(other, parts, place))).Placed();

    public static Parser<DeclarationSyntax> Scenario { get; } =
        (from keyword in Keyword("scenario")
         from name in Quoted
         from policy in (
             from preposition in Keyword("for") from file in Quoted select file).OrNull()
         from metas in PolicyGrammar.Metas
         from open in Sign("{")
         from lines in Given.XOr(StepGrammar.Step).Recovering()
         from close in Sign("}")
         select (Func<SourcePlace, DeclarationSyntax>)(place =>
             new DeclarationSyntax.Scenario(name, policy, metas, lines, place))).Placed();

    private static bool EndsOutcome(Lexeme lexeme) => lexeme.Text is "dma" or "bounced";

    private sealed record GivenCells(bool IsSet, ImmutableArray<CellSyntax> Cells);

    private sealed record Shown(WordsSyntax Outcome, NameSyntax? Rule);
}
