using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using Sprache;
using static DmaRules.Dsl.Syntax.LexemeParsers;

namespace DmaRules.Dsl.Syntax;

/// <summary>Conditions, and the values, cells and outcomes that stand in and beside them. Choice is
/// committed: every alternative is known by its first lexeme.</summary>
internal static class ExpressionGrammar
{
    public const string UnitExpected = "a unit";

    private static readonly Parser<ValueSyntax> Flag =
        One(
            IsFlag,
            "a value",
            (l, c) => new ValueSyntax.Flag(l.Text == "yes", c.PlaceOf(l.Span)));

    private static readonly Parser<string?> Unit =
        One(l => l.Kind == LexemeKind.Word && Units.Find(l.Text) is not null,
            UnitExpected,
            (l, _) => l.Text)
            .OnSameLine().OrNull();

    private static readonly Parser<ValueSyntax> Number = Sequence.Of(
        One(l => l.Kind == LexemeKind.Number, "a value", (l, _) => l),
        Unit,
        (number, unit, place) =>
            new ValueSyntax.Number(number.Value, number.Text, number.IsHex, unit, place));

    public static Parser<ValueSyntax> Value { get; } = Number.XOr(Flag);

    private static readonly Parser<CellSyntax> Range = Sequence.Of(
        Value,
        Sign("..").Then(Value).OrNull(),
        (min, max, place) => new CellSyntax.Range(min, max, place));

    private static readonly Parser<CellSyntax> Dash =
        Sequence.Of(Sign("-"), (_, place) => new CellSyntax.Dash(place));

    /// <summary>What a set or a given may hold: one name only.</summary>
    public static Parser<CellSyntax> ValueCell { get; } =
        Dash.XOr(Range).XOr(Name("a name").Select(n =>
            (CellSyntax)new CellSyntax.Words(new WordsSyntax([n], null, n.Place), n.Place)));

    /// <summary>What a table may hold: keywords are words there, as in <c>| otherwise
    /// |</c>.</summary>
    public static Parser<CellSyntax> TableCell { get; } =
        Dash.XOr(Range).XOr(Words(l => l.Kind == LexemeKind.Word, "a name")
            .Select(w => new CellSyntax.Words(w, w.Place)));

    public static Parser<ImmutableArray<CellSyntax>> Set { get; } =
        ValueCell.ListedWith(Sign(",")).InBraces();

    private static readonly Parser<TermSyntax> Term = Joints.XOr<TermSyntax>(Value, Name("a fact"));

    private static readonly Parser<Tail> Comparison = Sequence.Of(
        One(l => IsComparison(l), "a comparison", ReadComparison),
        Term,
        (sign, right, _) =>
            (Tail)((left, place) => new ExpressionSyntax.Compare(left, sign, right, place)));

    private static readonly Parser<Tail> Is = Sequence.Of(
        Keyword("is").Then(Keyword("not").IsThere()),
        One(l => IsName(l) || IsFlag(l), "a name", NameOf),
        (negated, member, _) => (Tail)((left, place) =>
            new ExpressionSyntax.MemberCheck(left, negated, member, place)));

    private static readonly Parser<Tail> In = Keyword("in").Then(Set).Select(cells =>
        (Tail)((left, place) => new ExpressionSyntax.SetCheck(left, cells, place)));

    private static readonly Parser<Tail> Bare =
        Joints.Nothing((Tail)((left, place) => new ExpressionSyntax.Bare(left, place)));

    private static readonly Parser<ExpressionSyntax> Condition = Sequence.Of(
        Term,
        Comparison.XOr(Is).XOr(In).XOr(Bare),
        (left, tail, place) => tail(left, place));

    private static readonly Parser<ExpressionSyntax> Group =
        Sign("(").Then(Lazy(WholeExpression)).Before(Sign(")")).Select(inner =>
            inner is ExpressionSyntax.Chain chain ? chain with { IsBracketed = true } : inner);

    private static readonly Parser<ExpressionSyntax> Not = Sequence.Of(
        Keyword("not").Then(Lazy(WholeNot)),
        (operand, place) => new ExpressionSyntax.Negation(operand, place))
        .XOr(Group).XOr(Condition);

    public static Parser<ExpressionSyntax> Expression { get; } =
        ChainOf(
            ChainKind.Implies,
            "implies",
            ChainOf(ChainKind.Or, "or", ChainOf(ChainKind.And, "and", Not)));

    private delegate ExpressionSyntax Tail(TermSyntax left, SourcePlace place);

    /// <summary>Words in a row on one line, and perhaps a message.</summary>
    public static Parser<WordsSyntax> Words(Func<Lexeme, bool> fits, string expected)
    {
        var word = One(fits, expected, (l, c) => new NameSyntax(l.Text, c.PlaceOf(l.Span)));
        return Sequence.Of(
            word,
            word.OnSameLine().Repeated(),
            Quoted.OnSameLine().OrNull(),
            (first, others, message, place) =>
                new WordsSyntax(others.Insert(0, first), message, place));
    }

    // A fold, not a recursion: users decide how many operands there are. Most conditions are one
    // part, and then nothing is made of it.
    private static Parser<ExpressionSyntax> ChainOf(
        ChainKind kind, string joint, Parser<ExpressionSyntax> part)
    {
        var expected = $"`{joint}`";
        return input =>
        {
            ImmutableArray<ExpressionSyntax>.Builder? parts = null;
            var last = part(input);
            while (last.WasSuccessful)
            {
                var next = (LexemeInput)last.Remainder;
                parts?.Add(last.Value);
                if (!next.Lexeme.Is(LexemeKind.Word, joint))
                {
                    next.Context.Expect(next.Index, expected);
                    return parts is null
                        ? last
                        : Reading.Done<ExpressionSyntax>(Join(kind, parts), next);
                }

                parts ??= Begin(last.Value);
                last = part(next.Advance());
            }

            return parts is null ? last : Reading.Failed<ExpressionSyntax>(hasStarted: true);
        };
    }

    private static ImmutableArray<ExpressionSyntax>.Builder Begin(ExpressionSyntax first)
    {
        var parts = ImmutableArray.CreateBuilder<ExpressionSyntax>(initialCapacity: 2);
        parts.Add(first);
        return parts;
    }

    private static ExpressionSyntax.Chain Join(
        ChainKind kind, ImmutableArray<ExpressionSyntax>.Builder parts)
    {
        var place = parts[0].Place.Through(parts[^1].Place);
        return new ExpressionSyntax.Chain(kind, parts.DrainToImmutable(), place);
    }

    // The grammar's loops back: methods, because the fields do not exist yet where they are
    // needed.
    private static Parser<ExpressionSyntax> WholeExpression() => Expression;

    private static Parser<ExpressionSyntax> WholeNot() => Not;

    private static bool IsFlag(Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Word && lexeme.Text is "yes" or "no";

    public static bool IsComparison(Lexeme lexeme) =>
        lexeme.Kind == LexemeKind.Sign
            && lexeme.Text is "==" or "!=" or "<" or "<=" or ">" or ">=" or "=";

    // The meaning is clear, so the parser goes on as if it had been written right.
    private static string ReadComparison(Lexeme sign, ParseContext context)
    {
        if (sign.Text != "=")
        {
            return sign.Text;
        }

        context.Diagnostics.Add(
            DiagnosticCatalog.SingleEquals, context.PlaceOf(sign.Span), "write `==`");
        return "==";
    }
}
