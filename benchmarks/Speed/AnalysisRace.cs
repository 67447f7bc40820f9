using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DmaRules.Speed;

/// <summary>The analyses as whole processes: against an empty one, against the clock, and how they
/// grow.</summary>
internal static class AnalysisRace
{
    private const StringComparison Errors = StringComparison.Ordinal;
    private const int Rounds = 11;
    private const double MostProcesses = 5;
    private const double MostDiff = 1;
    private const double MostProof = 30;
    private const double MostLargeCheck = 1;

    /// <summary>Prints all tables. True if every bound holds.</summary>
    public static bool Run(string tool, string empty, string folder)
    {
        var isWithin = RaceChecks(tool, empty);
        isWithin &= RaceDiffs(tool);
        isWithin &= Prove(tool);
        GrowProofs(tool);
        return isWithin & GrowChecks(tool, folder);
    }

    // In turns, so that a busy machine slows all of them alike.
    private static bool RaceChecks(string tool, string empty)
    {
        string[] policies = ["pseries-v5.6", "pseries-v6.12", "secure-both", "amd64-v6.12"];
        var all = new List<double>[policies.Length + 1];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = [];
        }

        for (var round = 0; round < Rounds; round++)
        {
            all[0].Add(Seconds(empty, []));
            foreach (var (i, policy) in policies.Index())
            {
                all[i + 1].Add(Seconds(tool, ["check", policy]));
            }
        }

        Console.WriteLine($"{"an empty .NET process",-32} {Medians.Of(all[0]) * 1000,8:F1} ms");
        var isWithin = true;
        foreach (var (i, policy) in policies.Index())
        {
            var ratio = Medians.Of(all[i + 1]) / Medians.Of(all[0]);
            isWithin &= ratio <= MostProcesses;
            Console.WriteLine(
                $"check {policy,-26} {Medians.Of(all[i + 1]) * 1000,8:F1} ms {ratio,6:F1} x");
        }

        return isWithin;
    }

    private static bool RaceDiffs(string tool)
    {
        (string, string)[] pairs =
        [
            ("pseries-v5.4", "pseries-v5.6"), ("pseries-v5.6", "secure-both"),
            ("pseries-v6.1", "pseries-v6.12"), ("secure-low-window", "secure-both"),
        ];
        var isWithin = true;
        foreach (var (before, after) in pairs)
        {
            var median = Medians.Of(
                [.. Enumerable.Range(0, Rounds).Select(_ => Seconds(tool, ["diff", before, after]))]);
            isWithin &= median <= MostDiff;
            Console.WriteLine($"diff {before + " " + after,-32} {median,6:F2} s");
        }

        return isWithin;
    }

    private static bool Prove(string tool)
    {
        var isWithin = true;
        foreach (var policy in (string[])["pseries-v5.6", "pseries-v6.12", "secure-both"])
        {
            var (seconds, runs) = Proof(tool, [policy]);
            isWithin &= seconds <= MostProof;
            Console.WriteLine(
                $"prove {policy,-20} {seconds,6:F1} s, {runs,12:N0} runs, {runs / seconds,9:N0} a second");
        }

        return isWithin;
    }

    private static void GrowProofs(string tool)
    {
        Console.WriteLine($"{"prove secure-both",-22} {"runs",12} {"seconds",8}");
        foreach (var events in Enumerable.Range(0, 5))
        {
            Print($"--events {events}", ["secure-both", "--rare", "1", "--events", $"{events}"]);
        }

        foreach (var rare in Enumerable.Range(0, 4))
        {
            Print(
                $"--rare {rare}",
                ["secure-both", "--events", "2", "--rare", $"{rare}", "--runs", "1000000000"]);
        }

        void Print(string name, string[] arguments)
        {
            var (seconds, runs) = Proof(tool, arguments);
            Console.WriteLine($"{name,-22} {runs,12:N0} {seconds,8:F1}");
        }
    }

    private static bool GrowChecks(string tool, string folder)
    {
        var isWithin = true;
        Console.WriteLine($"{"check",-10} {"10 rules",9} {"30 rules",9} {"100 rules",9} {"300 rules",9}");
        foreach (var facts in (int[])[5, 10, 20, 30])
        {
            var line = $"{facts,2} facts  ";
            foreach (var rules in (int[])[10, 30, 100, 300])
            {
                var path = Path.Combine(folder, $"{facts}-{rules}.rules");
                File.WriteAllText(path, LargeFiles.Thresholds(facts, rules));
                var seconds = Medians.Of(
                    [.. Enumerable.Range(0, 3).Select(_ => Seconds(tool, ["check", path]))]);
                isWithin &= seconds <= MostLargeCheck;
                line += string.Create(CultureInfo.InvariantCulture, $" {seconds,7:F2} s");
            }

            Console.WriteLine(line);
        }

        return isWithin;
    }

    private static (double Seconds, long Runs) Proof(string tool, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        var answer = Output(tool, ["prove", .. arguments, "--json"]);
        var seconds = clock.Elapsed.TotalSeconds;
        using var json = JsonDocument.Parse(answer);
        return (seconds, json.RootElement.GetProperty("runs").GetInt64());
    }

    private static double Seconds(string program, string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        Output(program, arguments);
        return clock.Elapsed.TotalSeconds;
    }

    // What is found is no failure here; only a run that did nothing is, as one of a file that does
    // not load.
    private static string Output(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or 1 or 3 && !text.Contains("error DMA1", Errors)
                && !text.Contains("error DMA2", Errors)
            ? text
            : throw new InvalidOperationException($"{program} exits with {process.ExitCode}");
    }
}
