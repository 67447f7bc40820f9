using System.Collections.Immutable;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>What stands behind <c>because</c>, <c>cite</c> and <c>since</c>.</summary>
public sealed record Meta(string Key, string Text);

/// <summary>A policy after <c>use</c> was resolved, names became symbols and decisions became
/// graphs. <paramref name="Name"/> is null for a file of tests only; then the rest is that of the
/// file it uses. <paramref name="Graphs"/> has one graph for each of the schema's decisions, in
/// their order. Every graph reads <paramref name="Facts"/>: the schema's, then the
/// parameters.</summary>
public sealed record BoundPolicy(
    SourceText Source,
    string? Name,
    string? Version,
    ImmutableArray<Meta> Metas,
    string Kernel,
    string Platform,
    ImmutableArray<FactSymbol> Facts,
    ImmutableArray<BoundDecision> Decisions,
    ImmutableArray<DecisionGraph> Graphs,
    ImmutableArray<BoundInvariant> Invariants,
    ImmutableArray<BoundTest> Tests,
    ImmutableArray<BoundDiffers> Differs,
    ImmutableArray<BoundScenario> Scenarios)
{
    /// <summary>The parameters among the facts.</summary>
    public IEnumerable<FactSymbol> Params => Facts.Where(f => f.Use.HasFlag(FactUse.Param));
}

/// <summary>A rule with all that was written about it; <c>otherwise</c> is the last one of its
/// decision.</summary>
public sealed record BoundRule(
    string Name,
    OutcomeSymbol Outcome,
    string? Message,
    ImmutableArray<Meta> Metas,
    SourcePlace Place)
    : GraphRule(Name, Outcome, Message, Place)
{
    /// <summary>How it ends.</summary>
    public new OutcomeSymbol Outcome => base.Outcome!;

    /// <summary>When it holds, for whoever wants to know each part's answer; null for
    /// <c>otherwise</c>. What decides is the graph.</summary>
    public BoundCondition? When { get; init; }
}

/// <summary>A decision's rules, in the order in which they are asked; parallel to its graph's
/// rules. <paramref name="Check"/> is null where nothing can go wrong: under
/// <c>first</c>.</summary>
public sealed record BoundDecision(
    DecisionSymbol Symbol, string HitPolicy, ImmutableArray<BoundRule> Rules, HitCheck? Check);

/// <summary>A claim about decisions and consequences, as a graph that holds or does not.</summary>
public sealed record BoundInvariant(
    string Name, DecisionGraph Condition, ImmutableArray<Meta> Metas, SourcePlace Place);

/// <summary>Values of one fact: inclusive raw ranges. <paramref name="IsEvery"/>: written
/// <c>-</c>.</summary>
public sealed record BoundGiven(
    FactSymbol Fact, ImmutableArray<ValueRange> Ranges, bool IsEvery, SourcePlace Place);

/// <summary>Raw values from <paramref name="Min"/> to <paramref name="Max"/>, both
/// included.</summary>
public readonly record struct ValueRange(ulong Min, ulong Max);

/// <summary>What is expected of one result. Each part is null where the test does not say.
/// <paramref name="Outcome"/> is an outcome's text;
/// <paramref name="RuleName"/> may be <c>otherwise</c>; <paramref name="Verdict"/> one of the
/// schema's.</summary>
public sealed record BoundExpectation(
    ResultSymbol Result,
    string? Outcome,
    string? Message,
    string? RuleName,
    string? Verdict,
    string? Reason,
    bool? Bounced,
    SourcePlace Place);

/// <summary>A test, or one row of a table (then <paramref name="Name"/> is the table's).</summary>
public sealed record BoundTest(
    string Name,
    ImmutableArray<Meta> Metas,
    ImmutableArray<BoundGiven> Givens,
    ImmutableArray<BoundExpectation> Expectations,
    bool IsTableRow,
    SourcePlace Place);

/// <summary>A claim about another policy; decided by the analyses. A null condition: no
/// difference.</summary>
public sealed record BoundDiffers(
    string Other,
    ImmutableArray<(DecisionSymbol Decision, DecisionGraph? Condition)> Parts,
    SourcePlace Place);

/// <summary>A sequence of steps. Steps are words here: the machine that runs them gives them their
/// meaning. <paramref name="Policy"/> is the file behind <c>for</c>, null for the file that the
/// scenario stands in. </summary>
public sealed record BoundScenario(
    string Name,
    string? Policy,
    ImmutableArray<Meta> Metas,
    ImmutableArray<BoundGiven> Givens,
    ImmutableArray<BoundStep> Steps,
    SourcePlace Place);

/// <summary>One step. <paramref name="Actor"/> is null for a bare <c>expect</c> about the whole
/// scenario; <paramref name="Target"/> is the name before <c>=</c>, or null.
/// <paramref name="Expected"/> is empty where the step expects nothing.</summary>
public sealed record BoundStep(
    string? Actor,
    string? Target,
    ImmutableArray<StepWord> Words,
    ImmutableArray<StepWord> Expected,
    SourcePlace Place);

/// <summary>A word of a step: a name, or a value with its type (bits, size, addr or
/// count).</summary>
public sealed record StepWord(string Text, ValueType? Type, ulong Value, SourcePlace Place);
