using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;

namespace DmaRules.Xunit.Asserting;

/// <summary>A policy and the machine that it is tested on; for one test at a time, whoever
/// asks.</summary>
internal sealed class TestBench
{
    private readonly Lock _gate = new();
    private readonly PolicyRunner _runner;
    private readonly PolicyTestRunner _tests;

    public TestBench(BoundPolicy policy)
    {
        _runner = new PolicyRunner(policy, new InterpretedEngine());
        _tests = new PolicyTestRunner(_runner);
    }

    public BoundPolicy Policy => _runner.Policy;

    public TestReport Run(BoundTest test)
    {
        lock (_gate)
        {
            return _tests.Run(test);
        }
    }

    public TestReport Run(ScenarioPlan plan)
    {
        lock (_gate)
        {
            return ScenarioTest.Of(new ScenarioRunner(_runner).Run(plan));
        }
    }
}
