using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>What joins the parts of a chain.</summary>
public enum ChainKind
{
    /// <summary>The loosest; it groups to the right.</summary>
    Implies,

    /// <summary>At least one part.</summary>
    Or,

    /// <summary>All parts.</summary>
    And,
}

/// <summary>A condition. Chains are flat, because a tree of 10,000 <c>and</c> is too deep to
/// walk.</summary>
public abstract record ExpressionSyntax(SourcePlace Place)
{
    /// <summary>Two or more parts with one joint.</summary>
    public sealed record Chain(
        ChainKind Kind, ImmutableArray<ExpressionSyntax> Parts, SourcePlace Place)
        : ExpressionSyntax(Place)
    {
        /// <summary>Whether the author put brackets around it.</summary>
        public bool IsBracketed { get; init; }
    }

    /// <summary><c>not</c>.</summary>
    public sealed record Negation(ExpressionSyntax Operand, SourcePlace Place)
        : ExpressionSyntax(Place);

    /// <summary>A name or value alone.</summary>
    public sealed record Bare(TermSyntax Term, SourcePlace Place) : ExpressionSyntax(Place);

    /// <summary>Two terms compared; <paramref name="Sign"/> as it is written.</summary>
    public sealed record Compare(TermSyntax Left, string Sign, TermSyntax Right, SourcePlace Place)
        : ExpressionSyntax(Place);

    /// <summary><c>is</c> or <c>is not</c> one of an enumeration.</summary>
    public sealed record MemberCheck(
        TermSyntax Left, bool IsNegated, NameSyntax Member, SourcePlace Place)
        : ExpressionSyntax(Place);

    /// <summary>One of several.</summary>
    public sealed record SetCheck(
        TermSyntax Left, ImmutableArray<CellSyntax> Cells, SourcePlace Place)
        : ExpressionSyntax(Place);
}
