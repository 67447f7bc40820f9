using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>The stage that a session plays on, and what it keeps of that. It boots with the first
/// step.</summary>
internal sealed class Bench
{
    public Bench(PolicyDispatch dispatch, KernelProfile kernel)
    {
        (Dispatch, Kernel) = (dispatch, kernel);
        Decisions = new DecisionWatch(dispatch, Recorder);
        Stage = new Stage(Decisions, Decisions);
    }

    public PolicyDispatch Dispatch { get; }

    public KernelProfile Kernel { get; }

    public EventRecorder Recorder { get; } = new();

    public DecisionWatch Decisions { get; }

    public Stage Stage { get; private set; }

    public bool IsBooted { get; private set; }

    /// <summary>The devices that are there, as they could be plugged in again.</summary>
    public ImmutableArray<StepAction.Plug> Seats =>
    [
        .. Stage.Devices.Select(d => new StepAction.Plug(
            d.Name, d.State.Endpoint.Name, d.State.IsTranslated)),
    ];

    /// <summary>Plays a step, on a machine of the given facts.</summary>
    public StepSight Play(StepAction action, Situation situation)
    {
        if (!IsBooted)
        {
            Boot(situation, []);
        }

        return Stage.Play(action);
    }

    /// <summary>Boots with new facts, with some devices set up again; all else is gone.</summary>
    public void Boot(Situation situation, ImmutableArray<StepAction.Plug> seats)
    {
        IsBooted = true;
        Recorder.Clear();
        Stage.Start(
            situation.Machine(Kernel), situation[DmaSchema.Translated] == ValueType.Yes);
        foreach (var seat in seats)
        {
            Stage.Play(seat);
        }
    }

    /// <summary>Forgets devices, mappings and events.</summary>
    public void PowerOff()
    {
        IsBooted = false;
        Recorder.Clear();
        Stage = new Stage(Decisions, Decisions);
    }

    /// <summary>What happened since there were so many events, in words.</summary>
    public IEnumerable<string> EventsSince(int count) =>
        Recorder.Events.Skip(count).Select(e => $"  {EventText.Of(e)}");
}
