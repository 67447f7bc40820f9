using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Formatting;

/// <summary>Conditions, which are broken at their joints, and the lists in them. Brackets stay
/// where the meaning needs them, or where they keep a chain inside another one apart for the
/// reader; all others go.</summary>
internal static class ExpressionLayout
{
    private const int Tightest = 3;

    /// <summary>A whole condition; <paramref name="deeper"/> is for its parts behind the
    /// first.</summary>
    public static Layout Of(ExpressionSyntax expression, int deeper) => expression switch
    {
        ExpressionSyntax.Chain chain => Chain(chain, deeper),
        ExpressionSyntax.Negation negation =>
            Within(negation.Operand, Tightest).Between("not ", ""),
        ExpressionSyntax.SetCheck check =>
            Set(check.Cells).Between($"{ValueWords.Of(check.Left)} in ", ""),
        _ => new Layout.Piece(Atom(expression), expression.Place.Span),
    };

    /// <summary>A list in braces.</summary>
    public static Layout Set(ImmutableArray<CellSyntax> cells) =>
        Listed(cells, c => new Layout.Piece(ValueWords.Of(c), c.Place.Span)).Between("{", "}");

    /// <summary>What stands between commas.</summary>
    public static Layout Listed<T>(ImmutableArray<T> items, Func<T, Layout> layoutOf) =>
        new Layout.Group(
            [
                .. items.Select((item, i) =>
                    layoutOf(item).Between("", i == items.Length - 1 ? "" : ",")),
            ],
            Breaking.Filled,
            Layout.Step);

    private static Layout.Group Chain(ExpressionSyntax.Chain chain, int deeper)
    {
        var joint = chain.Kind switch
        {
            ChainKind.And => "and ",
            ChainKind.Or => "or ",
            _ => "implies ",
        };
        return new Layout.Group(
            [
                .. chain.Parts.Select((part, i) =>
                    Within(part, (int)chain.Kind + 1).Between(i == 0 ? "" : joint, "")),
            ],
            Breaking.Together,
            deeper);
    }

    private static Layout Within(ExpressionSyntax part, int least)
    {
        var layout = Of(part, Layout.Step);
        return part is ExpressionSyntax.Chain chain
            && (chain.IsBracketed || (int)chain.Kind < least)
                ? layout.Between("(", ")")
                : layout;
    }

    private static string Atom(ExpressionSyntax expression) => expression switch
    {
        ExpressionSyntax.Compare compare =>
            $"{ValueWords.Of(compare.Left)} {compare.Sign} {ValueWords.Of(compare.Right)}",
        ExpressionSyntax.MemberCheck check =>
            $"{ValueWords.Of(check.Left)} is {(check.IsNegated ? "not " : "")}{check.Member.Text}",
        ExpressionSyntax.Bare bare => ValueWords.Of(bare.Term),
        _ => "",
    };
}
