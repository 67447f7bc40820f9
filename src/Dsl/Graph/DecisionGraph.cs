using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Graph;

/// <summary>A rule as the graph knows it: its name (<c>otherwise</c> for the last), its outcome
/// (null in a condition's graph), the message of a <c>refuse</c>, and where it is
/// written.</summary>
public record GraphRule(
    string Name, OutcomeSymbol? Outcome, string? Message, SourcePlace Place);

/// <summary>Which rule a node's question belongs to and the words it was written in.</summary>
public readonly record struct NodeOrigin(int Rule, SourcePlace Place)
{
    /// <summary>The words say the opposite of the node's question, as <c>x >= 1</c> is not <c>x
    /// &lt; 1</c>.</summary>
    public bool IsNegated { get; init; }
}

/// <summary>What a decision means: a flat array of nodes whose edges only point backwards, equal
/// nodes shared. Everything else either makes one or reads one. <c>Origins</c> runs parallel to
/// <c>Nodes</c>; <c>FactNames</c> and <c>FactTypes</c> are indexed by slot.</summary>
public sealed record DecisionGraph(
    string Name,
    ImmutableArray<DecisionNode> Nodes,
    NodeId Root,
    ImmutableArray<NodeOrigin> Origins,
    ImmutableArray<GraphRule> Rules,
    ImmutableArray<FactSymbol> Facts)
{
    /// <summary>A condition's graph has two rules: this one says that it holds, 1 that it does
    /// not.</summary>
    public const int Holds = 0;
}
