using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Agreement.Tests;

/// <summary>Every policy in the library, with its invariants' graphs.</summary>
public sealed class ShippedPolicyTests
{
    private const ulong Seed = 1;

    public static TheoryData<string> Names { get; } = [.. ShippedPolicies.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryShippedPolicyDecidesTheSameCompiled(string name) =>
        AgreementCheck.Run(GraphsOf(Load(name)), Seed);

    private static BoundPolicy Load(string name)
    {
        var text = ShippedPolicies.Find(name).ShouldNotBeNull();
        var outcome = Policy.Load(text, DmaSchema.Instance, ShippedPolicies.Instance);
        outcome.Diagnostics.ShouldBeEmpty();
        return outcome.Value.ShouldNotBeNull();
    }

    private static IReadOnlyList<DecisionGraph> GraphsOf(BoundPolicy policy) =>
        [.. policy.Graphs, .. policy.Invariants.Select(i => i.Condition)];
}
