namespace DmaRules.Dsl.Graph;

/// <summary>The position of a node in its graph.</summary>
public readonly record struct NodeId(int Index);

/// <summary>How a fact is compared.</summary>
public enum Comparison
{
    /// <summary>The same.</summary>
    Equal,

    /// <summary>Smaller.</summary>
    Less,

    /// <summary>Smaller or the same.</summary>
    LessOrEqual,
}

/// <summary>What a fact is compared with: a constant, or the fact in another slot.</summary>
public readonly record struct Operand(bool IsFact, ulong Value)
{
    /// <summary>A constant of the fact's type.</summary>
    public static Operand Constant(ulong value) => new(false, value);

    /// <summary>The fact in a slot.</summary>
    public static Operand Fact(int slot) => new(true, (ulong)slot);
}

/// <summary>A yes-or-no question about the facts. Negations swap a node's branches
/// instead.</summary>
public readonly record struct Question(int Slot, Comparison Comparison, Operand Operand)
{
    /// <summary>The slots that it reads, one bit each.</summary>
    public ulong Reads =>
        Operand.IsFact ? (1UL << Slot) | (1UL << (int)Operand.Value) : 1UL << Slot;
}

/// <summary>One node: ask on, or decide. It points only at nodes that stand before it.</summary>
public abstract record DecisionNode
{
    private DecisionNode()
    {
    }

    /// <summary>Goes on at one node or another.</summary>
    public sealed record Ask(Question Question, NodeId WhenTrue, NodeId WhenFalse) : DecisionNode;

    /// <summary>The rule in this position decides.</summary>
    public sealed record Decide(int Rule) : DecisionNode;
}
