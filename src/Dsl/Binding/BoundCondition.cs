namespace DmaRules.Dsl.Binding;

/// <summary>A rule's condition with symbols for names. How it is built is the language's own
/// affair; <see cref="Evaluation.ConditionReport"/> takes it apart.</summary>
public sealed class BoundCondition
{
    internal BoundCondition(BoundExpression expression) => Expression = expression;

    internal BoundExpression Expression { get; }
}
