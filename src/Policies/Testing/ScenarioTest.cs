using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>A scenario as a test: passed if every expectation was met. Every step that failed is
/// told, because a scenario goes on after one.</summary>
public static class ScenarioTest
{
    /// <summary>Plays a scenario under a policy.</summary>
    public static TestReport Run(ScenarioPlan plan, BoundPolicy policy, IDecisionEngine engine)
    {
        // Closing the log would close the engine, which is not ours.
        var log = new DecisionLog(engine);
        var report = new ScenarioRunner(new PolicyRunner(policy, log)).Run(plan);
        return Of(report, policy, log.Decisions);
    }

    private static TestReport Of(
        ScenarioReport report, BoundPolicy policy, IReadOnlyList<LoggedDecision> log)
    {
        var source = report.Plan.Source;
        var events = report.Steps.SelectMany(s => s.Events);
        var trail = DecisionTrail.Of(policy, events, log);
        return new TestReport(source.Name, source.Place, 1, [.. Failures(report, policy, trail)]);
    }

    private static IEnumerable<TestFailure> Failures(
        ScenarioReport report, BoundPolicy policy, ImmutableArray<DecidedEvent> trail)
    {
        var situation = WitnessReader.Describe(report.Plan.Situation);
        var place = report.Plan.Source.Place;
        if (report.Problem is { } problem)
        {
            return
            [
                TestFailure.Of(
                    "the situation", "a machine that can be built", problem, place, situation),
            ];
        }

        if (report.Fault is { } fault)
        {
            return [WitnessReader.Undecided(fault, place, situation)];
        }

        var steps = new ScenarioSteps(report, policy, trail);
        return report.Steps.Index()
            .Where(s => s.Item.Difference is not null)
            .Select(s => steps.Explain(s.Index, situation));
    }
}
