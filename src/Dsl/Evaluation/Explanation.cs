using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Evaluation;

/// <summary>A question that was asked on the way to a decision. <paramref name="Words"/> is it in
/// the form in which it was written, <paramref name="Holds"/> the answer to that form;
/// <paramref name="Value"/> is the fact's value in its unit, and the other fact's behind it where
/// two are compared. <paramref name="Place"/> covers the words as written.</summary>
public sealed record AskedQuestion(
    FactSymbol Fact, string Value, string Words, bool Holds, SourcePlace Place);

/// <summary>The questions of one rule, in the order in which they were asked.</summary>
public sealed record AskedRule(GraphRule Rule, ImmutableArray<AskedQuestion> Questions);

/// <summary>Why a decision came out as it did: what was asked, rule by rule, and which rule
/// decided. A rule that is missing needed no question: the answers before it had settled
/// it.</summary>
public sealed record Explanation(
    DecisionGraph Graph, ImmutableArray<AskedRule> Asked, GraphRule Decider, int DeciderPosition);
