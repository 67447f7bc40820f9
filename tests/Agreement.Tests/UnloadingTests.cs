using System.Runtime.CompilerServices;
using DmaRules.Agreement.Tests.Generation;
using DmaRules.Compilation;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Agreement.Tests;

public sealed class UnloadingTests
{
    private const int Policies = 1000;
    private const int MaxCollections = 20;

    [Fact]
    public void AThousandDisposedPoliciesLeaveNothingLoaded()
    {
        var contexts = new List<WeakReference>();
        var heldSelectors = new List<RuleSelector>();
        for (var i = 0; i < Policies; i++)
        {
            UseOnce(contexts, heldSelectors);
        }

        CountAliveAfterCollecting(contexts).ShouldBe(0);
        heldSelectors.Count.ShouldBe(Policies);
    }

    [Fact]
    public void APolicyInUseStaysLoaded()
    {
        using var policy = PolicyCompiler.Compile("p", [SampleGraphs.LowWindow()]);

        CountAliveAfterCollecting([policy.Context]).ShouldBe(1);

        policy.Selectors[0](default).ShouldBe(2);
    }

    // Not inlined: a policy left in a register of the test would keep its context alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseOnce(List<WeakReference> contexts, List<RuleSelector> heldSelectors)
    {
        using var policy = PolicyCompiler.Compile("p", [SampleGraphs.LowWindow()]);
        policy.Selectors[0](default).ShouldBe(2);
        contexts.Add(policy.Context);
        heldSelectors.Add(policy.Selectors[0]);
    }

    private static int CountAliveAfterCollecting(List<WeakReference> contexts)
    {
        for (var i = 0; i < MaxCollections && contexts.Exists(c => c.IsAlive); i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return contexts.Count(c => c.IsAlive);
    }
}
