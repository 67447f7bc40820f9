using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>A file: its declarations in their order. Broken ones are left out; diagnostics speak of
/// them. </summary>
public sealed record PolicySyntax(SourceText Source, ImmutableArray<DeclarationSyntax> Declarations)
{
    /// <summary>The declarations of one kind.</summary>
    public IEnumerable<T> All<T>()
        where T : DeclarationSyntax => Declarations.OfType<T>();
}

/// <summary><c>because</c>, <c>cite</c> or <c>since</c>.</summary>
public sealed record MetaSyntax(string Key, TextSyntax Text);

/// <summary><c>kernel NAME on NAME</c>.</summary>
public sealed record KernelSyntax(NameSyntax Name, NameSyntax? Platform);

/// <summary>A rule. In <c>otherwise</c> the name and the condition are null; in <c>otherwise
/// impossible</c> the outcome too.</summary>
public sealed record RuleSyntax(
    NameSyntax? Name,
    ExpressionSyntax? When,
    WordsSyntax? Outcome,
    ImmutableArray<MetaSyntax> Metas,
    SourcePlace Place);

/// <summary>What starts with a word in the first column; tests and scenarios have their own
/// file.</summary>
public abstract record DeclarationSyntax(SourcePlace Place)
{
    /// <summary>The header of a policy.</summary>
    public sealed record Header(
        TextSyntax Name,
        TextSyntax? Version,
        ImmutableArray<MetaSyntax> Metas,
        KernelSyntax? Kernel,
        SourcePlace Place) : DeclarationSyntax(Place);

    /// <summary>The file that this one builds upon.</summary>
    public sealed record Use(TextSyntax File, SourcePlace Place) : DeclarationSyntax(Place);

    /// <summary>A value that a test may change.</summary>
    public sealed record Param(
        NameSyntax Name,
        NameSyntax Type,
        ValueSyntax Value,
        ImmutableArray<MetaSyntax> Metas,
        SourcePlace Place) : DeclarationSyntax(Place);

    /// <summary>A condition with a name.</summary>
    public sealed record Let(NameSyntax Name, ExpressionSyntax Value, SourcePlace Place)
        : DeclarationSyntax(Place);

    /// <summary>A decision's rules, <c>otherwise</c> apart.</summary>
    public sealed record Decide(
        NameSyntax Decision,
        NameSyntax HitPolicy,
        ImmutableArray<RuleSyntax> Rules,
        RuleSyntax? Otherwise,
        SourcePlace Place) : DeclarationSyntax(Place);

    /// <summary>A claim.</summary>
    public sealed record Invariant(
        NameSyntax Name,
        ExpressionSyntax Condition,
        ImmutableArray<MetaSyntax> Metas,
        SourcePlace Place)
        : DeclarationSyntax(Place);

    /// <summary>One case.</summary>
    public sealed record Test(
        TextSyntax Name,
        ImmutableArray<MetaSyntax> Metas,
        ImmutableArray<LineSyntax> Lines,
        SourcePlace Place)
        : DeclarationSyntax(Place);

    /// <summary>Many cases; <paramref name="Rows"/> has the header first.</summary>
    public sealed record Table(
        TextSyntax Name,
        ImmutableArray<MetaSyntax> Metas,
        ImmutableArray<RowSyntax> Rows,
        SourcePlace Place)
        : DeclarationSyntax(Place);

    /// <summary>Where another policy decides differently.</summary>
    public sealed record Differs(
        TextSyntax Other, ImmutableArray<DifferenceSyntax> Parts, SourcePlace Place)
        : DeclarationSyntax(Place);

    /// <summary>A sequence of steps.</summary>
    public sealed record Scenario(
        TextSyntax Name,
        TextSyntax? Policy,
        ImmutableArray<MetaSyntax> Metas,
        ImmutableArray<LineSyntax> Lines,
        SourcePlace Place) : DeclarationSyntax(Place);
}
