using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>Nothing of a run is left in the next, and no run depends on anything but its
/// inputs.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void AResetMachineIsANewMachine()
    {
        using var engine = new InterpretedEngine();
        var used = new EventRecorder();
        var fresh = new EventRecorder();
        using var runs = new RandomRuns(used);
        foreach (var machine in runs.Machines().Take(500))
        {
            var again = Trace.Of(used, machine.Run);
            var runner = new PolicyRunner(machine.Runner.Policy, engine, fresh);
            var first = Trace.Of(fresh, () => runner.Run(machine.Situation, machine.Action));
            again.FindDifference(first).ShouldBeNull($"{machine}");
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameTraceByteForByte()
    {
        var recorder = new EventRecorder();
        using var left = new RandomRuns(recorder);
        using var right = new RandomRuns(recorder);
        foreach (var machine in left.Machines().Take(1000))
        {
            var first = Trace.Of(recorder, machine.Run).ToString();
            var second = Trace.Of(recorder, right.Make(machine.Seed).Run).ToString();
            second.ShouldBe(first, $"{machine}");
        }
    }

    /// <summary>Property 9, and that freed coherent memory is private and zero again.</summary>
    [Fact]
    public void SharedAndUnsharedAgainAPageIsZero()
    {
        using var runs = new RandomRuns();
        runs.Check(drawn =>
        {
            var machine = new Machine(drawn.Runner.Dispatch);
            machine.Reset(drawn.Situation.Machine(drawn.Runner.Kernel));
            var random = new SplitMix64(drawn.Seed);
            var start = machine.Spec.Buffers + new ByteCount((ulong)random.Below(1 << 18));
            var size = new ByteCount(1 + (ulong)random.Below(1 << 18));
            machine.CpuWrites(start, size);
            machine.Guest.Ultravisor.Share(start, size);
            if (drawn.IsSecure && !IsZero(machine, start, size))
            {
                return "shared, but not zeroed";
            }

            var written = machine.CpuWrites(start, size);
            machine.Guest.Ultravisor.Unshare(start, size);
            return drawn.IsSecure == IsZero(machine, start, size)
                && drawn.IsSecure != machine.Memory.IsVisibleOutside(start, size)
                && drawn.IsSecure != machine.Memory.Holds(start, size, written)
                ? null
                : "private again, but not zeroed";
        });
    }

    private static bool IsZero(Machine machine, PhysAddr start, ByteCount size) =>
        machine.Memory.Holds(start, size, Runtime.Memory.Content.Zeros);
}
