using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Graph;

/// <summary>The nodes of one graph while it is made. Equal nodes are one node, a question whose
/// answers agree is not asked, and nothing can point at a node that does not exist yet: a graph
/// cannot have a cycle.</summary>
internal sealed class NodeTable
{
    // Sharing keeps graphs small, but not the work of finding out that everything is shared.
    private const int StepsPerNode = 20;

    private readonly Dictionary<DecisionNode.Ask, int> _known;
    private readonly Dictionary<Wanted, int> _built = [];
    private int _steps;

    /// <summary>An empty table with room for about so many nodes.</summary>
    public NodeTable(int expected)
    {
        _known = new Dictionary<DecisionNode.Ask, int>(expected);
        Nodes = new List<DecisionNode>(expected);
        Origins = new List<NodeOrigin>(expected);
    }

    public List<DecisionNode> Nodes { get; }

    public List<NodeOrigin> Origins { get; }

    public bool IsFull =>
        Nodes.Count > Limits.GraphNodes || _steps > StepsPerNode * Limits.GraphNodes;

    /// <summary>The node that decides for a rule; each rule has one.</summary>
    public NodeId AddEnd(int rule, SourcePlace place) =>
        Append(new DecisionNode.Decide(rule), new NodeOrigin(rule, place));

    private NodeId Add(DecisionNode.Ask node, NodeOrigin origin)
    {
        if (node.WhenTrue == node.WhenFalse)
        {
            return node.WhenTrue;
        }

        return _known.TryAdd(node, Nodes.Count) ? Append(node, origin) : new NodeId(_known[node]);
    }

    private NodeId Append(DecisionNode node, NodeOrigin origin)
    {
        Nodes.Add(node);
        Origins.Add(origin);
        return new NodeId(Nodes.Count - 1);
    }

    /// <summary>The node that goes to one end or the other, for a whole rule. Its ends are new, so
    /// nothing that was built for the last one comes again.</summary>
    public NodeId BuildRule(BoundExpression condition, NodeId whenTrue, NodeId whenFalse, int rule)
    {
        _built.Clear();
        return IsFull ? whenFalse : BuildNew(condition, whenTrue, whenFalse, rule);
    }

    // Chains are loops; only brackets recurse.
    private NodeId Build(BoundExpression expression, NodeId whenTrue, NodeId whenFalse, int rule)
    {
        if (IsFull)
        {
            return whenFalse;
        }

        _steps++;
        var meant = expression is BoundExpression.Named named ? named.Value : expression;
        if (meant is BoundExpression.Atom)
        {
            // One node, and equal ones are shared anyway.
            return BuildNew(meant, whenTrue, whenFalse, rule);
        }

        var key = new Wanted(meant, whenTrue, whenFalse);
        if (_built.TryGetValue(key, out var known))
        {
            return new NodeId(known);
        }

        var built = BuildNew(meant, whenTrue, whenFalse, rule);
        _built[key] = built.Index;
        return built;
    }

    private NodeId BuildNew(BoundExpression expression, NodeId whenTrue, NodeId whenFalse, int rule)
    {
        switch (expression)
        {
            case BoundExpression.Named named:
                return Build(named.Value, whenTrue, whenFalse, rule);
            case BoundExpression.Atom atom:
                var origin = new NodeOrigin(rule, atom.Place) { IsNegated = atom.IsNegated };
                return Add(
                    atom.IsNegated
                        ? new DecisionNode.Ask(atom.Question, whenFalse, whenTrue)
                        : new DecisionNode.Ask(atom.Question, whenTrue, whenFalse),
                    origin);
            case BoundExpression.Negation negation:
                return Build(negation.Operand, whenFalse, whenTrue, rule);
            case BoundExpression.Chain chain:
                var next = chain.IsAny ? whenFalse : whenTrue;
                for (var i = chain.Parts.Length - 1; i >= 0; i--)
                {
                    next = chain.IsAny
                        ? Build(chain.Parts[i], whenTrue, next, rule)
                        : Build(chain.Parts[i], next, whenFalse, rule);
                }

                return next;
            default:
                return whenFalse;
        }
    }

    // Records and not tuples, here and in other keys: generic code over structs is compiled anew
    // in every process, even in a published one.
    private sealed record Wanted(BoundExpression Expression, NodeId WhenTrue, NodeId WhenFalse);
}
