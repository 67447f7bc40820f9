using DmaRules.Dsl.Graph;

namespace DmaRules.Dsl.Binding;

/// <summary>What the signs of a comparison mean.</summary>
internal static class ComparisonSign
{
    /// <summary>The sign that says the same when both sides change places.</summary>
    public static string Mirror(string sign) => sign switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => sign,
    };

    /// <summary>The three comparisons of a graph and their opposites.</summary>
    public static (Comparison Comparison, bool IsNegated) Meaning(string sign) => sign switch
    {
        "!=" => (Comparison.Equal, true),
        "<" => (Comparison.Less, false),
        "<=" => (Comparison.LessOrEqual, false),
        ">" => (Comparison.LessOrEqual, true),
        ">=" => (Comparison.Less, true),
        _ => (Comparison.Equal, false),
    };
}
