using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>A rule's condition with symbols for names. How it is built is the language's own
/// affair; <see cref="Evaluation.ConditionReport"/> takes it apart.</summary>
public sealed class BoundCondition
{
    internal BoundCondition(BoundExpression expression) => Expression = expression;

    /// <summary>The slots that it reads, one bit each.</summary>
    public ulong Reads => Expression.Reads;

    internal BoundExpression Expression { get; }

    /// <summary>The condition without each of its parts in turn, as deep as brackets go; a
    /// <c>let</c> is not taken out.</summary>
    public IEnumerable<ConditionWithoutPart> WithoutEachPart(ImmutableArray<FactSymbol> facts) =>
        ConditionWithoutPart.Of(Expression, facts);

    /// <summary>The condition alone as a graph over the policy's facts, for analyses. Null if it
    /// grows over the limit.</summary>
    public DecisionGraph? ToGraph(
        string name, ImmutableArray<FactSymbol> facts, SourcePlace place) =>
        new DecisionGraphBuilder(facts, new DiagnosticList()).Build(name, Expression, place);
}
