using System.Collections.Immutable;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds invariants and expected differences to the graphs of their conditions.</summary>
internal sealed class ClaimBinder(Scope scope, DecisionGraphBuilder builder, WordBinder words)
{
    private readonly ExpressionBinder _claims = new(scope, Reader.Anyone);
    private readonly ExpressionBinder _differences = new(scope, Reader.Comparison);

    public BoundInvariant? Invariant(DeclarationSyntax.Invariant invariant) =>
        Graph(invariant.Name.Text, invariant.Condition, _claims) is { } graph
            ? new BoundInvariant(
                invariant.Name.Text, graph, PolicyBinder.Metas(invariant.Metas), invariant.Place)
            : null;

    public BoundDiffers Differs(DeclarationSyntax.Differs differs)
    {
        DuplicateCheck.Check(
            "difference",
            differs.Parts,
            p => (p.Decision.Text, p.Decision.Text, p.Decision.Place),
            scope.Diagnostics);
        var conditions = new Dictionary<string, DecisionGraph>();
        foreach (var part in differs.Parts)
        {
            if (words.Decision(part.Decision) is { } decision
                && Graph(decision.Name, part.When, _differences) is { } graph)
            {
                conditions[decision.Name] = graph;
            }
        }

        return new BoundDiffers(
            differs.Other.Text,
            [.. scope.Schema.Decisions.Select(d => (d, conditions.GetValueOrDefault(d.Name)))],
            differs.Place.FirstLine());
    }

    private DecisionGraph? Graph(string name, ExpressionSyntax condition, ExpressionBinder binder)
    {
        var bound = binder.Bind(condition);
        return bound.IsBroken ? null : builder.Build(name, bound, condition.Place);
    }
}
