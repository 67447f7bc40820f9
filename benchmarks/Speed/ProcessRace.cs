using System.Diagnostics;

namespace DmaRules.Speed;

/// <summary>Whole processes against an empty one, in turns, so that a busy machine slows all of
/// them alike.</summary>
internal static class ProcessRace
{
    private const int Rounds = 15;

    /// <summary>Prints medians, and how many empty processes each run is worth.</summary>
    public static bool Run(string tool, string empty, string folder)
    {
        var large = Write(folder, "rules", 10_000);
        (string Name, string Program, string[] Arguments)[] runners =
        [
            ("an empty .NET process", empty, []),
            ("dmarules --version", tool, ["--version"]),
            ("check, 1,000 rules", tool, ["check", "--no-analysis", Write(folder, "rules", 1_000)]),
            ("check, 10,000 rules", tool, ["check", "--no-analysis", large]),
            ("check, 10,000 deep rules", tool,
                ["check", "--no-analysis", Write(folder, "deep", 10_000)]),
        ];
        var times = runners.Select(_ => new List<double>()).ToList();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var (i, (_, program, arguments)) in runners.Index())
            {
                var elapsed = Time(program, arguments);
                if (round > 0)
                {
                    times[i].Add(elapsed);
                }
            }
        }

        foreach (var (runner, time) in runners.Zip(times))
        {
            var ratio = Medians.Of(time) / Medians.Of(times[0]);
            Console.WriteLine($"{runner.Name,-26} {Medians.Of(time),8:F1} ms {ratio,6:F1} x");
        }

        return Medians.Of(times[3]) <= 10 * Medians.Of(times[0]);
    }

    private static string Write(string folder, string shape, int count)
    {
        var path = Path.Combine(folder, $"{shape}-{count}.rules");
        File.WriteAllText(path, LargeFiles.Text(shape, count));
        return path;
    }

    private static double Time(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{program} exits with {process.ExitCode}");
    }
}
