using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Binding;

/// <summary>Lists the names that stand alone in a condition: the only places where a `let` can
/// be.</summary>
internal static class ExpressionNames
{
    public static IEnumerable<string> Of(ExpressionSyntax expression) => expression switch
    {
        ExpressionSyntax.Chain chain => chain.Parts.SelectMany(Of),
        ExpressionSyntax.Negation negation => Of(negation.Operand),
        ExpressionSyntax.Bare { Term: NameSyntax name } => [name.Text],
        _ => [],
    };
}
