using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>What holds while memory and devices come and go, in several PEs.</summary>
public sealed class HotplugPropertyTests
{
    private const int Steps = 60;
    private const int MachinesAStage = 5;

    [Fact]
    public void EveryDeviceMeetsWhatItsOwnPesTcesLetItMeet() => Check((stage, shadow) =>
    {
        stage.Step();
        return shadow.Accesses.Where(a => a.Expected != ShadowMachine.MetIn(a.Happened))
            .Select(a => $"expected {a.Expected}: {EventText.Of(a.Happened)}")
            .FirstOrDefault();
    });

    [Fact]
    public void ThereIsAsMuchMemoryAsCameAndDidNotGo() => Check((stage, _) =>
    {
        stage.Step();
        var size = stage.Stage.Machine.Guest.Ram.Size;
        return size.Value == stage.Ram ? null : $"{size.Value} bytes instead of {stage.Ram}";
    });

    [Fact]
    public void AWindowOverThePoolMapsThePoolWhateverComes() => Check((stage, _) =>
    {
        stage.Step();
        var pool = stage.Stage.Machine.Guest.Pool.Size;
        return stage.Stage.Machine.Guest.Endpoints
            .Select(e => e.Huge)
            .OfType<DmaWindow.Direct>()
            .Where(w => !w.MapsRam)
            .Select(w => w.Table.Used * w.Table.PageSize)
            .Where(size => size > pool + PageSize.Of64K.Bytes)
            .Select(size => $"the window over the pool maps {size.Value} bytes")
            .FirstOrDefault();
    });

    [Fact]
    public void AWindowOverRamMapsRamAndNothingElse() => Check((stage, _) =>
    {
        stage.Step();
        var guest = stage.Stage.Machine.Guest;
        return guest.Endpoints
            .Select(e => e.Huge)
            .OfType<DmaWindow.Direct>()
            .Where(w => w.MapsRam)
            .Select(w => FindStrayRun(w, guest))
            .FirstOrDefault(p => p is not null);
    });

    [Fact]
    public void AResetStageIsANewOne()
    {
        var shadow = new ShadowMachine();
        var recorder = new EventRecorder();
        using var runs = new RandomRuns();
        runs.Check(machine =>
        {
            if (!IsChosen(machine))
            {
                return null;
            }

            recorder.Clear();
            var stage = new RandomStage(machine, shadow, recorder);
            for (var step = 0; step < Steps; step++)
            {
                stage.Step();
            }

            var first = recorder.Events.ToArray();
            recorder.Clear();
            stage.Stage.Start(stage.Stage.Machine.Spec, machine.IsTranslated);
            foreach (var action in stage.Played)
            {
                stage.Stage.Play(action);
            }

            return first.AsSpan().SequenceEqual(recorder.Events.ToArray())
                ? null
                : "the same steps went another way after a reset";
        });
    }

    private static void Check(
        Func<RandomStage, ShadowMachine, string?> stepAndFind,
        [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        var shadow = new ShadowMachine();
        using var runs = new RandomRuns();
        runs.Check(
            machine =>
            {
                if (!IsChosen(machine))
                {
                    return null;
                }

                var stage = new RandomStage(machine, shadow, NullSink.Instance);
                for (var step = 0; step < Steps; step++)
                {
                    if (stepAndFind(stage, shadow) is { } problem)
                    {
                        return $"step {step}, {stage.Played[^1]}: {problem}";
                    }
                }

                return null;
            },
            test);
    }

    // The books know TCEs only, so devices that need none are left out. Huge machines have no room
    // for more memory.
    private static bool IsChosen(RandomMachine machine) =>
        machine.IsTranslated
        && machine.Situation[DmaSchema.Ram] <= 1UL << 40
        && (machine.Seed % MachinesAStage == 0 || RandomRuns.Count == 1);

    private static string? FindStrayRun(DmaWindow.Direct window, Guest guest)
    {
        foreach (ref readonly var run in window.Table.Entries)
        {
            var size = new TceCount(run.Length) * window.Table.PageSize;
            if (!guest.Ram.Holds(run.Value.RealPage, size))
            {
                return $"mapped but no RAM: {run}";
            }
        }

        return null;
    }
}
