using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Scenarios;

/// <summary>Runs scenarios under a policy, each on a stage of its own.</summary>
public sealed class ScenarioRunner(PolicyRunner runner)
{
    /// <summary>Runs one scenario.</summary>
    public ScenarioReport Run(ScenarioPlan plan)
    {
        if (plan.Situation.In(runner.Policy) is not { } situation)
        {
            return Unbuilt(plan, "the policy it is for lacks a parameter that is given");
        }

        if (situation.FindProblem(runner.Kernel) is { } problem)
        {
            return Unbuilt(plan, problem);
        }

        runner.Dispatch.Give(situation);
        var recorder = new EventRecorder();
        var stage = new Stage(runner.Dispatch, recorder);
        stage.Start(
            situation.Machine(runner.Kernel), situation[DmaSchema.Translated] == ValueType.Yes);
        ImmutableArray<StepReport> steps =
            [.. plan.Steps.Select(step => RunStep(step, stage, recorder))];
        return new ScenarioReport(
            plan,
            null,
            steps,
            stage.Verdict,
            [.. stage.Devices.Select(d => (d.Name, Exposure.Of(stage.Machine, d)))],
            runner.Fault);
    }

    private static ScenarioReport Unbuilt(ScenarioPlan plan, string problem) =>
        new(plan, problem, [], new Verdict.Ok(), [], null);

    private static StepReport RunStep(ScenarioStep step, Stage stage, EventRecorder recorder)
    {
        recorder.Clear();
        var sight = step.Action is { } action ? stage.Play(action) : StepSight.Nothing;
        var events = recorder.Events.ToImmutableArray();
        return StepReport.Of(step, sight, events, stage);
    }
}
