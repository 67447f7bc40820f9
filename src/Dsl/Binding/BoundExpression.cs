using System.Collections.Immutable;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A condition with symbols for names. These are classes, not records: the graph builder
/// remembers what it built by identity, and a `let` is the same object wherever it is
/// named.</summary>
internal abstract class BoundExpression
{
    private BoundExpression(int depth, ulong reads) => (Depth, Reads) = (depth, reads);

    /// <summary>How deep a walk over this recurses.</summary>
    public int Depth { get; }

    /// <summary>The slots that it reads, one bit each.</summary>
    public ulong Reads { get; }

    public virtual bool IsBroken => false;

    /// <summary>Stands for what was complained about already, and silences whoever uses
    /// it.</summary>
    public sealed class Broken() : BoundExpression(1, 0)
    {
        public override bool IsBroken => true;
    }

    /// <summary>A question; <paramref name="isNegated"/>: written so that its no is
    /// meant.</summary>
    public sealed class Atom(Question question, bool isNegated, SourcePlace place)
        : BoundExpression(1, question.Reads)
    {
        public Question Question => question;

        public bool IsNegated => isNegated;

        public SourcePlace Place => place;
    }

    public sealed class Negation(BoundExpression operand)
        : BoundExpression(operand.Depth + 1, operand.Reads)
    {
        public BoundExpression Operand => operand;

        public override bool IsBroken { get; } = operand.IsBroken;
    }

    /// <summary>All parts, or with <paramref name="isAny"/> at least one.</summary>
    public sealed class Chain(bool isAny, ImmutableArray<BoundExpression> parts)
        : BoundExpression(
            parts.Max(p => p.Depth) + 1, parts.Aggregate(0UL, (all, p) => all | p.Reads))
    {
        public bool IsAny => isAny;

        public ImmutableArray<BoundExpression> Parts => parts;

        public override bool IsBroken { get; } = parts.Any(p => p.IsBroken);
    }
}
