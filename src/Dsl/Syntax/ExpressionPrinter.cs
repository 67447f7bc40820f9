using System.Collections.Immutable;

namespace DmaRules.Dsl.Syntax;

/// <summary>Prints conditions with no more brackets than their meaning needs.</summary>
internal static class ExpressionPrinter
{
    private const int Tightest = 3;

    public static string Print(ExpressionSyntax expression) => expression switch
    {
        ExpressionSyntax.Chain chain => string.Join(
            $" {Joint(chain.Kind)} ", chain.Parts.Select(p => Within(p, (int)chain.Kind + 1))),
        ExpressionSyntax.Negation negation => $"not {Within(negation.Operand, Tightest)}",
        ExpressionSyntax.Compare compare =>
            $"{Print(compare.Left)} {compare.Sign} {Print(compare.Right)}",
        ExpressionSyntax.MemberCheck check =>
            $"{Print(check.Left)} is {(check.IsNegated ? "not " : "")}{check.Member.Text}",
        ExpressionSyntax.SetCheck check => $"{Print(check.Left)} in {Print(check.Cells)}",
        ExpressionSyntax.Bare bare => Print(bare.Term),
        _ => "",
    };

    /// <summary>The parts of the outermost chain, each but the first behind its joint.</summary>
    public static IEnumerable<string> Parts(ExpressionSyntax expression) =>
        expression is ExpressionSyntax.Chain chain
            ? chain.Parts.Select((part, i) =>
                (i == 0 ? "" : $"{Joint(chain.Kind)} ") + Within(part, (int)chain.Kind + 1))
            : [Print(expression)];

    public static string Print(ValueSyntax value) => value switch
    {
        ValueSyntax.Flag flag => flag.Value ? "yes" : "no",
        ValueSyntax.Number { Unit: null } number => number.Written,
        ValueSyntax.Number number => $"{number.Written} {number.Unit}",
        _ => "",
    };

    public static string Print(ImmutableArray<CellSyntax> cells) =>
        $"{{{string.Join(", ", cells.Select(Print))}}}";

    public static string Print(CellSyntax cell) => cell switch
    {
        CellSyntax.Dash => "-",
        CellSyntax.Range { Max: null } range => Print(range.Min),
        CellSyntax.Range range => $"{Print(range.Min)}..{Print(range.Max)}",
        CellSyntax.Words words => SyntaxPrinter.Print(words.Content),
        _ => "",
    };

    private static string Print(TermSyntax term) => term switch
    {
        { Name: { } name } => name.Text,
        { Value: { } value } => Print(value),
        _ => "",
    };

    private static string Joint(ChainKind kind) => kind switch
    {
        ChainKind.And => "and",
        ChainKind.Or => "or",
        _ => "implies",
    };

    // A part that binds no tighter than its surroundings allow is put in brackets.
    private static string Within(ExpressionSyntax part, int least) =>
        part is ExpressionSyntax.Chain chain && (int)chain.Kind < least
            ? $"({Print(part)})"
            : Print(part);
}
