using System.Collections.Immutable;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
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

    /// <summary>A `let` where it is named. It costs no depth: whoever walks this may step through
    /// it, and the value of a `let` that is nothing but another one is that one's.</summary>
    public sealed class Named(string name, BoundExpression value)
        : BoundExpression(value.Depth, value.Reads)
    {
        public string Name => name;

        public BoundExpression Value { get; } = value is Named other ? other.Value : value;

        public override bool IsBroken { get; } = value.IsBroken;
    }

    /// <summary>All parts, or at least one; of an implication all parts but the last are negated
    /// already. <paramref name="oneCheck"/>: where it stands if it was written as one check,
    /// <c>in</c> with a list.</summary>
    public sealed class Chain(
        ChainKind kind, ImmutableArray<BoundExpression> parts, SourcePlace? oneCheck = null)
        : BoundExpression(DepthOf(parts) + 1, ReadsOf(parts))
    {
        public bool IsAny => kind != ChainKind.And;

        public bool IsImplication => kind == ChainKind.Implies;

        public ImmutableArray<BoundExpression> Parts => parts;

        public SourcePlace? OneCheck => oneCheck;

        public override bool IsBroken { get; } = parts.Any(p => p.IsBroken);

        private static int DepthOf(ImmutableArray<BoundExpression> parts)
        {
            var depth = 0;
            foreach (var part in parts)
            {
                depth = Math.Max(depth, part.Depth);
            }

            return depth;
        }

        private static ulong ReadsOf(ImmutableArray<BoundExpression> parts)
        {
            var reads = 0UL;
            foreach (var part in parts)
            {
                reads |= part.Reads;
            }

            return reads;
        }
    }
}
