using System.Collections.Immutable;
using DmaRules.Analysis.Coverage;
using DmaRules.Analysis.Difference;
using DmaRules.Analysis.Proof;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>One file whose tests are wanted: each picked test and scenario as a piece of work that
/// any worker may take. The engine is warmed up by whoever comes first.</summary>
internal sealed class TestFile : IDisposable
{
    // A trial asks for its window and its path about this often.
    private const int DecisionsOfACase = 4;

    private readonly TestWish _wish;
    private readonly IDecisionEngine _engine;
    private readonly bool _isInterpreted;
    private readonly Lazy<PolicyRunner> _runner;

    public TestFile(
        BoundPolicy policy,
        ImmutableArray<ScenarioPlay> scenarios,
        ImmutableArray<Comparison> comparisons,
        TestWish wish)
    {
        (Policy, Scenarios, Comparisons, _wish) = (policy, scenarios, comparisons, wish);
        Tests = [.. policy.Tests.Where(t => wish.Filter.Picks(t.Name))];
        using var planning = new InterpretedEngine();
        var planner = new PolicyTestRunner(new PolicyRunner(policy, planning));
        Coverage = wish.Coverage ? PolicyCoverage.Of(policy) : null;
        var engine = Engines.Open(wish.Engine, planner.CountCases(Tests) * DecisionsOfACase);
        _isInterpreted = engine is InterpretedEngine;
        _engine = Watched(engine, policy);
        _runner = new Lazy<PolicyRunner>(() => new PolicyRunner(policy, _engine));
    }

    public BoundPolicy Policy { get; }

    public ImmutableArray<BoundTest> Tests { get; }

    public ImmutableArray<ScenarioPlay> Scenarios { get; }

    public ImmutableArray<Comparison> Comparisons { get; }

    /// <summary>What the tests cover; null if nobody wants to know.</summary>
    public PolicyCoverage? Coverage { get; }

    public string Engine => _engine.Name;

    public int Count => Tests.Length + Scenarios.Length + Comparisons.Length;

    /// <summary>A runner of tests for one worker.</summary>
    public PolicyTestRunner NewRunner() => new(_runner.Value.Another()) { Seed = _wish.Seed };

    /// <summary>Runs the test in a position; scenarios stand behind the tests, and comparisons
    /// behind those.</summary>
    public TestReport Run(int position, PolicyTestRunner runner)
    {
        if (position < Tests.Length)
        {
            return runner.Run(Tests[position]);
        }

        var behind = position - Tests.Length;
        return behind < Scenarios.Length
            ? Play(Scenarios[behind])
            : Compare(Comparisons[behind - Scenarios.Length]);
    }

    // A scenario for another policy covers nothing of this one.
    private IDecisionEngine Watched(IDecisionEngine engine, BoundPolicy policy) =>
        policy == Policy && Coverage is { } coverage ? coverage.Watch(engine) : engine;

    private TestReport Compare(Comparison comparison) =>
        DiffersTest.Run(comparison.Claim, Policy, comparison.Other);

    public void Dispose() => _engine.Dispose();

    // The log of decisions is no place for several threads, and the compiler's list of what it made
    // is none either: a scenario has an engine of its own.
    private TestReport Play(ScenarioPlay play)
    {
        var plain = _isInterpreted
            ? new InterpretedEngine()
            : Engines.Open(EngineChoice.Compiled, plannedDecisions: 0);
        using var engine = Watched(plain, play.Policy);
        return ScenarioTest.Run(play.Plan, play.Policy, engine);
    }
}

/// <summary>A scenario with the policy that it is for.</summary>
internal sealed record ScenarioPlay(ScenarioPlan Plan, BoundPolicy Policy);

/// <summary>A <c>differs from</c> with the policy that it names.</summary>
internal sealed record Comparison(BoundDiffers Claim, BoundPolicy Other);
