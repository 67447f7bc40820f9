using System.Collections.Immutable;
using DmaRules.Dsl.Binding;

namespace DmaRules.Dsl.Evaluation;

/// <summary>How the parts of a condition make its answer.</summary>
public enum ConditionKind
{
    /// <summary>It has no parts: a question about facts.</summary>
    Question,

    /// <summary>Its one part must not hold.</summary>
    Negation,

    /// <summary>All parts must hold.</summary>
    All,

    /// <summary>At least one part must hold.</summary>
    Any,

    /// <summary>A <c>let</c>; its one part is what the name stands for.</summary>
    Let,
}

/// <summary>A fact and its value in its unit.</summary>
public sealed record FactReading(FactSymbol Fact, string Value);

/// <summary>A condition taken apart at certain facts: every part has its answer, also those that
/// the decision did not need. It answers as the graph does; a test holds them together.</summary>
/// <param name="Kind">How the parts make the answer.</param>
/// <param name="Words">The condition as it was written, on one line.</param>
/// <param name="Holds">The answer.</param>
/// <param name="Facts">The facts that a question reads; empty where there are parts.</param>
/// <param name="Parts">The parts in the order in which they were written. A <c>let</c> that is
/// named twice is the same part twice.</param>
public sealed record ConditionReport(
    ConditionKind Kind,
    string Words,
    bool Holds,
    ImmutableArray<FactReading> Facts,
    ImmutableArray<ConditionReport> Parts)
{
    /// <summary>The part that one would change first: of a condition that does not hold, the first
    /// part, as deep as parts all have to hold, that does not. Null if it holds.</summary>
    public ConditionReport? FirstFalse =>
        Holds ? null
        : Kind is ConditionKind.All or ConditionKind.Let ? Parts.First(p => !p.Holds).FirstFalse
        : this;

    /// <summary>Takes a rule's condition apart. <paramref name="symbols"/> are the policy's facts,
    /// by slot.</summary>
    public static ConditionReport Of(
        BoundCondition condition, ImmutableArray<FactSymbol> symbols, in Facts facts) =>
        new ConditionReader(symbols, facts).Read(condition.Expression);
}
