using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A condition from which one part of an <c>and</c> or an <c>or</c> was taken
/// out.</summary>
/// <param name="Words">The part, as it was written.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Rest">The condition without it, as a graph.</param>
public sealed record ConditionWithoutPart(string Words, SourcePlace Place, DecisionGraph Rest)
{
    // With more, taking each out in turn is too much work for what it may find.
    private const int MostParts = 200;

    internal static IEnumerable<ConditionWithoutPart> Of(
        BoundExpression whole, ImmutableArray<FactSymbol> facts)
    {
        var builder = new DecisionGraphBuilder(facts, new DiagnosticList());
        var parts = PartsOf(whole, rest => rest).Take(MostParts + 1).ToList();
        foreach (var (part, rest) in parts.Count > MostParts ? [] : parts)
        {
            if (PlaceOf(part) is { } place
                && builder.Build("rest", rest, place) is { } graph)
            {
                yield return new ConditionWithoutPart(WordsOf(part, place), place, graph);
            }
        }
    }

    // Each part, and the whole without it. Members of a list that is one check belong together, and
    // so do the sides of an implication.
    private static IEnumerable<(BoundExpression Part, BoundExpression Whole)> PartsOf(
        BoundExpression expression, Func<BoundExpression, BoundExpression> around)
    {
        if (expression is BoundExpression.Negation negation)
        {
            return PartsOf(negation.Operand, rest => around(new BoundExpression.Negation(rest)));
        }

        return expression is BoundExpression.Chain { OneCheck: null, IsImplication: false } chain
            ? chain.Parts.SelectMany((part, i) => PartsOf(part, rest => around(
                new BoundExpression.Chain(KindOf(chain), chain.Parts.SetItem(i, rest))))
                .Prepend((part, around(Without(chain, i)))))
            : [];
    }

    private static BoundExpression Without(BoundExpression.Chain chain, int part) =>
        chain.Parts.Length == 2
            ? chain.Parts[1 - part]
            : new BoundExpression.Chain(KindOf(chain), chain.Parts.RemoveAt(part));

    private static ChainKind KindOf(BoundExpression.Chain chain) =>
        chain.IsAny ? ChainKind.Or : ChainKind.And;

    private static string WordsOf(BoundExpression part, SourcePlace place) => part switch
    {
        BoundExpression.Negation negation => $"not {WordsOf(negation.Operand, place)}",
        _ => string.Join(
            ' ', place.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
    };

    private static SourcePlace? PlaceOf(BoundExpression part) => part switch
    {
        BoundExpression.Atom atom => atom.Place,
        BoundExpression.Chain { OneCheck: { } check } => check,
        BoundExpression.Negation negation => PlaceOf(negation.Operand),
        _ => null,
    };
}
