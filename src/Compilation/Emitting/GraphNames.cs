using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation.Emitting;

/// <summary>All that one graph's methods name.</summary>
internal sealed record GraphNames(
    string Method, RuleVocabulary Rules, IReadOnlyDictionary<int, FactName> Facts)
{
    /// <summary>Claims a graph's names in its class.</summary>
    public static GraphNames For(DecisionGraph graph, NameScope members, FactVocabulary facts)
    {
        var method = members.Claim(Identifier.PascalOf(graph.Name));
        var rules = new RuleVocabulary(graph, members.Claim(method + "Rule"));
        return new GraphNames(method, rules, facts.NamesFor(graph));
    }
}
