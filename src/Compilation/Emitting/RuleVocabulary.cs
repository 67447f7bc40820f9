using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Compilation.Emitting;

/// <summary>The constants that stand for one graph's rules, each under a comment that says what it
/// is.</summary>
internal sealed class RuleVocabulary
{
    private readonly ImmutableArray<GraphRule> _rules;
    private readonly ImmutableArray<string> _constants;
    private readonly string _class;

    /// <summary>Names every rule of the graph; the class name is already claimed.</summary>
    public RuleVocabulary(DecisionGraph graph, string className)
    {
        var scope = new NameScope(className);
        _rules = graph.Rules;
        _constants = [.. graph.Rules.Select(r => scope.Claim(Identifier.Of(r.Name)))];
        _class = className;
    }

    /// <summary>The rule as an expression.</summary>
    public string Constant(int rule) => rule < _constants.Length
        ? $"{_class}.{_constants[rule]}"
        : rule.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes the class that holds the constants.</summary>
    public void WriteTo(CodeWriter code)
    {
        code.Open($"private static class {_class}");
        for (var i = 0; i < _rules.Length; i++)
        {
            code.Line($"// {Describe(_rules[i])}");
            code.Line($"public const int {_constants[i]} = {i};");
        }

        code.Close();
    }

    private static string Describe(GraphRule rule)
    {
        var outcome = rule.Outcome is { } symbol ? $" -> {CommentText.Of(symbol.Text)}" : "";
        return $"{CommentText.Of(rule.Name)}{outcome}, {CommentText.Of(Describe(rule.Place))}";
    }

    // Graphs made by hand may leave the place out, and the default value has no text behind it.
    private static string Describe(SourcePlace place) =>
        place.Source is null ? "place unknown" : place.ToString();
}
