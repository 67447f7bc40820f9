using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Scenarios;

/// <summary>Runs scenarios under a policy. All devices of a scenario sit in one PE, and are set up
/// when a step first names them. A step that fails is not the end: the next one runs unless it
/// needs what failed.</summary>
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
        var judge = new Judge(recorder);
        judge.WatchAll();
        var machine = new Machine(runner.Dispatch) { Guest = { Events = judge } };
        machine.Reset(situation.Machine(runner.Kernel));
        var stage = new Stage(machine, situation[DmaSchema.Translated] == ValueType.Yes);
        ImmutableArray<StepReport> steps =
            [.. plan.Steps.Select(step => RunStep(step, stage, recorder, judge))];
        return new ScenarioReport(
            plan,
            null,
            steps,
            judge.Verdict,
            [.. machine.Devices.Select(d => (d.Name, Exposure.Of(machine, d)))],
            runner.Fault);
    }

    private static ScenarioReport Unbuilt(ScenarioPlan plan, string problem) =>
        new(plan, problem, [], new Verdict.Ok(), [], null);

    private static StepReport RunStep(
        ScenarioStep step, Stage stage, EventRecorder recorder, Judge judge)
    {
        recorder.Clear();
        var seen = step.Action is { } action ? stage.Play(action) : "";
        var events = recorder.Events.ToImmutableArray();
        var parts = step.Expectations
            .SelectMany(e => StepCheck.PartsOf(e, seen, events, judge.Verdict));
        return new StepReport(step, seen, events, [.. parts]);
    }
}
