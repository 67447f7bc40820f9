using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests;

/// <summary>Every policy in the library, with its invariants' graphs: the place where they come in
/// is <see cref="LoadGraphs"/>.</summary>
public sealed class ShippedPolicyTests
{
    private const ulong Seed = 1;

    [Fact(Skip = "there is no library yet: fill in LoadGraphs and take this away")]
    public void EveryShippedPolicyDecidesTheSameCompiled()
    {
        var policies = LoadGraphs().ToList();
        policies.ShouldNotBeEmpty();
        foreach (var graphs in policies)
        {
            AgreementCheck.Run(graphs, Seed);
        }
    }

    /// <summary>The graphs of one policy after the other: its decisions, then its invariants'
    /// conditions.</summary>
    private static IEnumerable<IReadOnlyList<DecisionGraph>> LoadGraphs() => [];
}
