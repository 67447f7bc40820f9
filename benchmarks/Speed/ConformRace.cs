using System.Diagnostics;
using System.IO.Compression;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;

namespace DmaRules.Speed;

/// <summary>All recorded allocator logs, read, unpacked and replayed again and again on one
/// thread.</summary>
internal static class ConformRace
{
    private const int Rounds = 30;
    private const double LeastASecond = 1_000_000;

    /// <summary>Prints operations a second, of the quickest round and of the middle one. True if
    /// even the middle one is quick enough and all operations agree.</summary>
    public static bool Run(string folder)
    {
        var files = Directory.GetFiles(folder, "*.csv.gz", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f).StartsWith("sw_", StringComparison.Ordinal)
                || Path.GetFileName(f).StartsWith("tce_", StringComparison.Ordinal))
            .ToList();
        var seconds = new List<double>();
        var (operations, failed) = (0L, 0L);
        for (var round = -Rounds / 2; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var tallies = files.Select(Replay).ToList();
            var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            (operations, failed) = (tallies.Sum(t => t.Passed), tallies.Sum(t => t.Failed));
            if (round >= 0)
            {
                seconds.Add(elapsed);
            }
        }

        Console.WriteLine(
            $"conform, {operations:N0} operations of {files.Count} logs: "
            + $"{operations / seconds.Min():N0} a second, {operations / Medians.Of(seconds):N0} in "
            + "the middle");
        return failed == 0 && operations / Medians.Of(seconds) >= LeastASecond;
    }

    private static ReplayTally Replay(string file)
    {
        using var packed = File.OpenRead(file);
        using var plain = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var lines = Lines(plain).ToList();
        using var engine = new InterpretedEngine();
        var tally = new ReplayTally();
        var replay = RecordingKind.Find(lines[0])!.Open(new PolicyShelf(engine));
        foreach (var failure in replay.Run(lines, tally))
        {
            Console.Error.WriteLine($"{file}({failure.Line}): {failure.Id}");
        }

        return tally;
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
