using System.Collections.Immutable;

namespace DmaRules.Compilation.Emitting;

/// <summary>The questions that one method asks: node indexes, highest first.</summary>
internal sealed record GraphPart(int Number, ImmutableArray<int> Nodes)
{
    /// <summary>The node that is reached by falling through from the one in a position; -1 behind
    /// the last.</summary>
    public int Following(int position) => position + 1 < Nodes.Length ? Nodes[position + 1] : -1;
}
