using System.Diagnostics;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Speed;

/// <summary>The bounce pool against our own C version of it, in turns, over one sequence; every
/// address is compared.</summary>
internal static class SlotRace
{
    private const int Rounds = 40;
    private const double Bound = 1.3;
    private const ulong Nothing = ulong.MaxValue;

    private static readonly (string Name, SlotSequence Sequence)[] Settings =
    [
        ("v5.4, roomy", Of(SwiotlbGeneration.V54, 32_768, 1, 1_000, 0)),
        ("v5.4, tight", Of(SwiotlbGeneration.V54, 1_024, 1, 190, 0)),
        ("v6.1, roomy", Of(SwiotlbGeneration.V61, 32_768, 4, 1_000, 0)),
        ("v6.1, tight", Of(SwiotlbGeneration.V61, 1_024, 1, 190, 0)),
        ("v6.12, roomy", Of(SwiotlbGeneration.V612, 32_768, 4, 1_000, 0)),
        ("v6.12, nvme", Of(SwiotlbGeneration.V612, 32_768, 4, 1_000, 4095)),
        ("v6.12, tight", Of(SwiotlbGeneration.V612, 1_024, 1, 190, 0)),
    ];

    /// <summary>Prints a line a setting: the quickest pair of unmap and map of each, their ratio,
    /// and that of the medians. True if each ratio of the quickest stays under the bound and nothing
    /// was allocated.</summary>
    public static bool Run(string library)
    {
        Console.WriteLine($"{"slots",-13} {"C",11} {"C#",11}  ratio  of medians  full  allocated");
        var isWithin = true;
        foreach (var (name, sequence) in Settings)
        {
            isWithin &= Race(name, sequence, library);
        }

        return isWithin;
    }

    private static bool Race(string name, SlotSequence sequence, string library)
    {
        using var native = new NativeSlots(library, sequence);
        var pool = new SwiotlbPool();
        var steps = sequence.Sizes.Length;
        var (theirs, ours, live) = (new ulong[steps], new ulong[steps], new ulong[sequence.Live]);
        var (slow, quick) = (new List<double>(), new List<double>());
        var allocated = 0L;
        for (var round = -Rounds / 2; round < Rounds; round++)
        {
            native.Clear();
            live.AsSpan().Fill(Nothing);
            var first = Time(() => native.Go(sequence, live, theirs));
            pool.Reset(sequence.Layout);
            live.AsSpan().Fill(Nothing);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Go(pool, sequence, live, ours);
            var second = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
            if (round >= 0)
            {
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
                quick.Add(first / steps);
                slow.Add(second / steps);
            }
        }

        if (!ours.AsSpan().SequenceEqual(theirs))
        {
            throw new InvalidOperationException($"{name}: C and C# give different addresses");
        }

        var ratio = slow.Min() / quick.Min();
        Console.WriteLine(
            $"{name,-13} {quick.Min(),8:F1} ns {slow.Min(),8:F1} ns {ratio,6:F2} "
            + $"{Medians.Of(slow) / Medians.Of(quick),11:F2} "
            + $"{(double)ours.Count(a => a == Nothing) / steps,5:P0} {allocated,8} B");
        return ratio <= Bound && allocated == 0;
    }

    private static void Go(
        SwiotlbPool pool, SlotSequence sequence, ulong[] live, ulong[] answers)
    {
        var bus = new BusAddr(sequence.Layout.Start.Value);
        for (var i = 0; i < answers.Length; i++)
        {
            ref var place = ref live[sequence.Places[i]];
            if (place != Nothing)
            {
                pool.Release(new PhysAddr(place));
            }

            var request = new SlotRequest(
                new PhysAddr(sequence.Buffers[i]),
                new ByteCount(sequence.Sizes[i]),
                bus,
                MinAlignMask: sequence.MinAlignMask,
                Cpu: i & 3);
            var isFound = pool.TryTake(request, out var copy) == SlotSearchEnd.Found;
            answers[i] = place = isFound ? copy.Value : Nothing;
        }
    }

    private static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    private static SlotSequence Of(
        SwiotlbGeneration generation, ulong slots, int areas, int live, ulong minAlignMask) =>
        new(
            new PoolLayout(
                new PhysAddr(0x7960_0000), new SlotCount(slots), areas, PageSize.Of4K, generation),
            live,
            minAlignMask);
}
