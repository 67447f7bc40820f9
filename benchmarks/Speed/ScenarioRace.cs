using System.Diagnostics;
using DmaRules.Compilation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Speed;

/// <summary>A driver's whole life against copying the 4 KiB that it is about, in turns: boot,
/// masks, map, the device reads and writes, unmap, verdict. Nobody records it.</summary>
internal static class ScenarioRace
{
    private const int Rounds = 60;
    private const int Times = 2_000;
    private const double Bound = 40;

    private static readonly string[] Guests = ["normal guest", "secure guest"];

    /// <summary>Prints a line for a normal and a secure guest. True if both stay under the bound
    /// and allocate nothing.</summary>
    public static bool Run()
    {
        using var engine = new CompiledEngine();
        var policy = new PolicyShelf(engine).Find("pseries-v5.6")
            ?? throw new InvalidOperationException("the policy is not shipped");
        Console.WriteLine($"{"scenario",-16} {"copy",10} {"run",10}  ratio  of medians  allocated");
        var isWithin = true;
        foreach (var (isSecure, name) in Guests.Index())
        {
            var situation = Situation.Default
                .With(DmaSchema.IsSecureGuest, (ulong)isSecure)
                .With(DmaSchema.DmaMask, 64)
                .With(DmaSchema.CoherentMask, 64);
            isWithin &= Race(name, new PolicyDispatch(policy, engine), situation);
        }

        return isWithin;
    }

    private static bool Race(string name, PolicyDispatch dispatch, Situation situation)
    {
        dispatch.Give(situation);
        var trial = new Trial(dispatch, NullSink.Instance);
        var (spec, plan) =
            (situation.Machine(KernelProfile.V56), situation.Plan(DriverAction.Map));
        var (from, to) = (new byte[4096], new byte[4096]);
        var (quick, slow) = (new List<double>(), new List<double>());
        var allocated = 0L;
        for (var round = -Rounds; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++)
            {
                from.CopyTo(to, 0);
            }

            var copy = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
            var before = GC.GetAllocatedBytesForCurrentThread();
            start = Stopwatch.GetTimestamp();
            for (var i = 0; i < Times; i++)
            {
                trial.Run(spec, plan);
            }

            var run = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
            if (round >= 0)
            {
                allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                quick.Add(copy);
                slow.Add(run);
            }
        }

        var ratio = slow.Min() / quick.Min();
        Console.WriteLine(
            $"{name,-16} {quick.Min(),7:F1} ns {slow.Min(),7:F1} ns {ratio,6:F1} "
            + $"{Medians.Of(slow) / Medians.Of(quick),11:F1} {allocated / Times,8} B");
        return ratio <= Bound && allocated == 0;
    }
}
