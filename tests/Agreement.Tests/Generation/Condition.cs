using System.Collections.Immutable;
using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests.Generation;

/// <summary>A rule's condition before it is a graph. Only tests make these, so the trees are
/// shallow.</summary>
internal abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>One comparison.</summary>
    public sealed record Atom(Question Question) : Condition;

    /// <summary>The opposite.</summary>
    public sealed record Not(Condition Inner) : Condition;

    /// <summary>All of them; none at all holds.</summary>
    public sealed record All(ImmutableArray<Condition> Parts) : Condition;

    /// <summary>At least one of them; none at all does not hold.</summary>
    public sealed record Any(ImmutableArray<Condition> Parts) : Condition;
}
