using System.Diagnostics;

namespace DmaRules.Fuzzing.Running;

/// <summary>Runs inputs, each on a thread of its own with a small stack and an eye on the clock. A
/// thread that hangs cannot be stopped, so it is left behind.</summary>
public sealed class Runner(FuzzTarget target, TimeSpan patience)
{
    private const int StackBytes = 1 << 20;

    /// <summary>Runs one input to its end, or until patience does.</summary>
    public Trial Run(byte[] input)
    {
        Trial? trial = null;
        var thread = new Thread(() => trial = RunOne(target, input), StackBytes)
        {
            IsBackground = true,
        };
        thread.Start();
        return thread.Join(patience) && trial is not null
            ? trial
            : new Trial(
                new HashSet<string>(), patience, 0, $"no end after {patience.TotalSeconds:F0} s");
    }

    private static Trial RunOne(FuzzTarget target, byte[] input)
    {
        var seen = new Observations();
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var failure = FailureOf(target, input, seen);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var most = target.MostBytes(input.Length);
        failure ??= allocated > most
            ? $"memory: more than {most >> 20} MiB allocated for {input.Length} bytes"
            : null;
        return new Trial(seen.Features, clock.Elapsed, allocated, failure);
    }

    private static string? FailureOf(FuzzTarget target, byte[] input, Observations seen)
    {
        try
        {
            target.Run(input, seen);
            return null;
        }
        catch (BrokenPromiseException broken)
        {
            return broken.Message;
        }
        catch (Exception thrown)
        {
            // The first line that is ours tells one bug from another.
            var place = thrown.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("DmaRules"));
            return $"{thrown.GetType().Name}{place}: {thrown.Message}";
        }
    }
}
