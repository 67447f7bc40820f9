using System.Collections.Immutable;
using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation.Emitting;

/// <summary>The questions of a graph that can be met, cut into methods by their position.</summary>
internal sealed class GraphParts
{
    /// <summary>Positions in a part of a graph that has more than one. Measured on tables of
    /// devices: up to about 200 questions the JIT sees that a question was answered above and skips
    /// it; at 300 decisions take five times as long, at 400 fifteen times. Smaller parts cost more
    /// hops.</summary>
    public const int Size = 192;

    private readonly bool[] _needsLabel;
    private readonly bool[] _isEnteredFromOutside;

    /// <summary>Cuts up a graph whose shape was verified.</summary>
    public GraphParts(DecisionGraph graph)
    {
        var isReachable = GraphShape.ReachableFromRoot(graph);
        var asked = Enumerable.Range(0, isReachable.Length)
            .Where(i => isReachable[i] && graph.Nodes[i] is DecisionNode.Ask)
            .Reverse()
            .ToImmutableArray();
        All = [.. asked.Length <= Size
            ? [new GraphPart(0, asked)]
            : asked.GroupBy(i => i / Size).Select(g => new GraphPart(g.Key, [.. g]))];
        _needsLabel = new bool[isReachable.Length];
        _isEnteredFromOutside = new bool[isReachable.Length];
        foreach (var part in All)
        {
            NoteJumps(graph, part);
        }
    }

    /// <summary>The parts, the one with the root first.</summary>
    public ImmutableArray<GraphPart> All { get; }

    /// <summary>Whether anything jumps to a node of the part: a label that nobody needs is noise. A
    /// part's first node is not jumped to when its part is entered, but fallen into.</summary>
    public bool NeedsLabel(GraphPart part, int node) =>
        _needsLabel[node] || (_isEnteredFromOutside[node] && node != part.Nodes[0]);

    /// <summary>Whether another part goes on at the node.</summary>
    public bool IsEnteredFromOutside(int node) => _isEnteredFromOutside[node];

    /// <summary>Whether a node that some node of the part points at is in the part too.</summary>
    public bool IsInside(GraphPart part, int node) => All.Length == 1 || node / Size == part.Number;

    private void NoteJumps(DecisionGraph graph, GraphPart part)
    {
        for (var i = 0; i < part.Nodes.Length; i++)
        {
            var ask = (DecisionNode.Ask)graph.Nodes[part.Nodes[i]];
            NoteJump(part, ask.WhenTrue.Index);
            if (ask.WhenFalse.Index != part.Following(i))
            {
                NoteJump(part, ask.WhenFalse.Index);
            }
        }
    }

    private void NoteJump(GraphPart part, int target)
    {
        if (IsInside(part, target))
        {
            _needsLabel[target] = true;
        }
        else
        {
            _isEnteredFromOutside[target] = true;
        }
    }
}
