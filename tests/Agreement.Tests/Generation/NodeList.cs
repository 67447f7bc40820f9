using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Agreement.Tests.Generation;

/// <summary>Collects the nodes of a graph; equal nodes are one node.</summary>
internal sealed class NodeList
{
    private readonly List<DecisionNode> _nodes = [];
    private readonly Dictionary<DecisionNode, NodeId> _known = [];

    public NodeId Decide(int rule) => Add(new DecisionNode.Decide(rule));

    public NodeId Ask(Question question, NodeId whenTrue, NodeId whenFalse) =>
        whenTrue == whenFalse ? whenTrue : Add(new DecisionNode.Ask(question, whenTrue, whenFalse));

    public DecisionGraph ToGraph(
        string name, NodeId root, ImmutableArray<GraphRule> rules, ImmutableArray<FactSymbol> facts)
    {
        var place = new SourcePlace(new SourceText($"{name}.rules", ""), new TextSpan(0, 0));
        return new DecisionGraph(
            name,
            [.. _nodes],
            root,
            [.. _nodes.Select(_ => new NodeOrigin(0, place))],
            rules,
            facts);
    }

    private NodeId Add(DecisionNode node)
    {
        if (!_known.TryGetValue(node, out var id))
        {
            id = new NodeId(_nodes.Count);
            _nodes.Add(node);
            _known.Add(node, id);
        }

        return id;
    }
}
