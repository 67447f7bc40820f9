using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Xunit.Asserting;

/// <summary>A policy and the machine that it is tested on; for one test at a time, whoever
/// asks.</summary>
internal sealed class TestBench
{
    private readonly Lock _gate = new();
    private readonly PolicyTestRunner _tests;

    public TestBench(BoundPolicy policy)
    {
        Policy = policy;
        _tests = new PolicyTestRunner(new PolicyRunner(policy, new InterpretedEngine()));
    }

    public BoundPolicy Policy { get; }

    public TestReport Run(BoundTest test)
    {
        lock (_gate)
        {
            return _tests.Run(test);
        }
    }
}
