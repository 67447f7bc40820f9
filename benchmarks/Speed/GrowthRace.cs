using System.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Speed;

/// <summary>Files of 1,000 parts against files of 10,000, in turns, each stage for itself: how it
/// grows as its file does.</summary>
internal static class GrowthRace
{
    private const int Rounds = 30;
    private const int SmallCount = 1_000;
    private const int LargeCount = 10_000;
    private const double Bound = 12;

    private static readonly string[] Shapes = ["rules", "lets", "deep", "tests"];

    /// <summary>Prints a line a shape and stage: the quickest of each size and their ratio, and that
    /// of the medians, in which the collector's pauses are. True if the whole way through a file
    /// of rules, at its quickest, stays under the bound.</summary>
    public static bool Run()
    {
        Console.WriteLine(
            $"{"shape",-6} {"stage",-7} {"1,000",9} {"10,000",9}  ratio  of medians");
        var isWithin = true;
        foreach (var shape in Shapes)
        {
            var (small, large) = (FileOf(shape, SmallCount), FileOf(shape, LargeCount));
            foreach (var (name, run) in Stages.All)
            {
                var ratio = Race(shape, name, () => run(small), () => run(large));
                isWithin &= (shape, name) != (Shapes[0], Stages.Whole) || ratio <= Bound;
            }
        }

        return isWithin;
    }

    private static SourceText FileOf(string shape, int count) =>
        new("large.rules", LargeFiles.Text(shape, count));

    private static double Race(string shape, string stage, Action small, Action large)
    {
        var (few, many) = (new List<double>(), new List<double>());
        for (var round = -Rounds / 2; round < Rounds; round++)
        {
            var (first, second) = (Time(small, LargeCount / SmallCount), Time(large, 1));
            if (round >= 0)
            {
                few.Add(first);
                many.Add(second);
            }
        }

        var ratio = many.Min() / few.Min();
        Console.WriteLine(
            $"{shape,-6} {stage,-7} {few.Min(),6:F1} ms {many.Min(),6:F1} ms "
            + $"{ratio,6:F1} {Medians.Of(many) / Medians.Of(few),11:F1}");
        return ratio;
    }

    private static double Time(Action action, int times)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < times; i++)
        {
            action();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / times;
    }
}
