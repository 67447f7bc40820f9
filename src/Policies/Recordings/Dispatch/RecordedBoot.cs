using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>A recorded boot, from its first step on. With several CPUs nothing tells on which of
/// them a step ran, or went on, and each has a pool of TCEs and an area of slots that it tries
/// first: so a step is tried on all, and agrees if it agrees on one.</summary>
internal sealed class RecordedBoot
{
    // Trying is quadratic in the steps of a boot; recorded ones have twenty.
    private const int MostTriedSteps = 64;

    private readonly EmulatorArguments _arguments;
    private readonly IDispatchPolicy? _policy;
    private readonly PhysAddr? _poolStart;
    private readonly List<(ImmutableArray<RecordedRow> Step, ImmutableArray<int> Cpus)> _history =
        [];

    private RecordedMachine? _machine;

    /// <summary>Boots what a row says.</summary>
    public RecordedBoot(PolicyShelf shelf, RecordedRow row, PhysAddr? poolStart)
    {
        Run = row["run"];
        (_arguments, _poolStart) = (EmulatorArguments.Of(row), poolStart);
        var kernel = _arguments.Boot.Kernel;
        var name = $"{kernel.Platform.Name}-{kernel.Name}";
        var runner = _arguments.Problem is null ? shelf.FindRunner(name) : null;
        runner?.Dispatch.Give(Situation.Default);
        _policy = runner?.Dispatch;
        Problem = _arguments.Problem
            ?? new MachineSpec(_arguments.Boot, _arguments.Firmware).FindProblem()
            ?? (_policy is null ? $"the shipped policy {name} does not load" : null);
    }

    /// <summary>What the recording calls it.</summary>
    public string Run { get; }

    /// <summary>Why it cannot be booted; null if it can.</summary>
    public string? Problem { get; }

    /// <summary>Plays the next step on the machine as the steps before left it.</summary>
    public RowAnswers Play(ImmutableArray<RecordedRow> step, StepPlay play)
    {
        ImmutableArray<int> cpus = _history.Count > 0 ? [_history[^1].Cpus[^1]] : [0];
        var answers = play(step, _machine ??= Start(), cpus);
        if (_arguments.Cpus > 1 && _history.Count < MostTriedSteps)
        {
            (answers, cpus) = FindCpus(step, play, answers, cpus);
            _history.Add((step, cpus));
            Replay(play);
        }

        return answers;
    }

    // Whatever agrees for longest is kept, and from its first action that does not agree on all
    // CPUs are tried, for as long as that gets any further.
    private (RowAnswers Answers, ImmutableArray<int> Cpus) FindCpus(
        ImmutableArray<RecordedRow> step, StepPlay play, RowAnswers best, ImmutableArray<int> cpus)
    {
        for (var isBetter = true; isBetter && !best.Agree;)
        {
            isBetter = false;
            var (from, kept) = (best.AgreeingActions, cpus);
            for (var cpu = 0; cpu < _arguments.Cpus && !best.Agree; cpu++)
            {
                ImmutableArray<int> tried =
                [
                    .. Enumerable.Range(0, from).Select(i => kept[Math.Min(i, kept.Length - 1)]),
                    cpu,
                ];
                Replay(play);
                var answers = play(step, _machine!, tried);
                if (answers.Agree || answers.AgreeingActions > best.AgreeingActions)
                {
                    (best, cpus, isBetter) = (answers, tried, true);
                }
            }
        }

        return (best, cpus);
    }

    private void Replay(StepPlay play)
    {
        _machine = Start();
        foreach (var (step, cpus) in _history)
        {
            play(step, _machine, cpus);
        }
    }

    /// <summary>A machine as it was booted.</summary>
    public RecordedMachine Start() => new(_policy!, _arguments, _poolStart);
}

/// <summary>Plays a step on a machine: its actions on the CPUs in turn, those left over on the
/// last.</summary>
internal delegate RowAnswers StepPlay(
    ImmutableArray<RecordedRow> step, RecordedMachine machine, ImmutableArray<int> cpus);
