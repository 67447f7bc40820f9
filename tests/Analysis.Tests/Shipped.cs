using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;

namespace DmaRules.Analysis.Tests;

/// <summary>Shipped policies, and texts that may use them, ready to be analysed and run.</summary>
internal static class Shipped
{
    private static readonly InterpretedEngine Engine = new();

    public static PolicyRunner Runner(string name) => new(Find(name), Engine);

    public static BoundPolicy Find(string name) => Load(ShippedPolicies.Find(name)!);

    public static BoundPolicy Load(SourceText source) =>
        Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance).Value.ShouldNotBeNull();
}
