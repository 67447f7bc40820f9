using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>One line of a test or a scenario.</summary>
public abstract record LineSyntax(SourcePlace Place)
{
    /// <summary>The facts that hold.</summary>
    public sealed record GivenLine(ImmutableArray<GivenSyntax> Facts, SourcePlace Place)
        : LineSyntax(Place);

    /// <summary>What a test expects of one result.</summary>
    public sealed record ExpectLine(ExpectationSyntax Expectation, SourcePlace Place)
        : LineSyntax(Place);

    /// <summary>A scenario's step; without words it only expects something: of the actor, or
    /// without one of the whole.</summary>
    public sealed record StepLine(
        NameSyntax? Actor,
        NameSyntax? Target,
        ImmutableArray<StepWordSyntax> Words,
        ImmutableArray<StepWordSyntax> Expected,
        SourcePlace Place) : LineSyntax(Place);
}

/// <summary>One word of a step: exactly one of the three is there. Behind <c>expect</c> a sign of
/// comparison is a name too.</summary>
public sealed record StepWordSyntax(
    NameSyntax? Name, ValueSyntax? Value, TextSyntax? Text, SourcePlace Place);

/// <summary>A fact and what it may be; no cells: it is a yes, or with <paramref name="IsNegated"/>
/// a no. <paramref name="IsSet"/>: written with <c>in</c>.</summary>
public sealed record GivenSyntax(
    NameSyntax Fact,
    bool IsNegated,
    bool IsSet,
    ImmutableArray<CellSyntax> Cells,
    SourcePlace Place);

/// <summary>What is expected of one result; each part may be missing.</summary>
public sealed record ExpectationSyntax(
    NameSyntax Result,
    WordsSyntax? Outcome,
    NameSyntax? Rule,
    ImmutableArray<EffectSyntax> Effects,
    SourcePlace Place);

/// <summary>What then happens: a verdict with perhaps its reason, or whether it was
/// bounced.</summary>
public sealed record EffectSyntax(
    NameSyntax? Verdict, NameSyntax? Reason, bool? Bounced, SourcePlace Place);

/// <summary>A row of a table, left and right of <c>||</c>.</summary>
public sealed record RowSyntax(
    ImmutableArray<CellSyntax> Left, ImmutableArray<CellSyntax> Right, SourcePlace Place);

/// <summary>One decision of a <c>differs</c>.</summary>
public sealed record DifferenceSyntax(
    NameSyntax Decision, ExpressionSyntax When, SourcePlace Place);
