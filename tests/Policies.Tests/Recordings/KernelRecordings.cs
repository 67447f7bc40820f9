using System.IO.Compression;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>What was recorded of real kernels, and what the model makes of it.</summary>
internal static class KernelRecordings
{
    private static readonly string Root = RepositoryRoot.At("tests", "data", "kernel");

    public static TheoryData<string> AllocatorLogs =>
    [
        .. ((string[])["swiotlb", "tce"])
            .SelectMany(f => Directory.EnumerateFiles(Path.Combine(Root, f)))
            .Select(f => Path.GetRelativePath(Root, f))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Every recording below tests/data/kernel.</summary>
    public static IReadOnlyList<string> All =>
    [
        .. Directory.EnumerateFiles(Root, "*.csv*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Root, f))
            .Order(StringComparer.Ordinal),
    ];

    public static List<string> Lines(string name)
    {
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return [.. File.ReadAllLines(Path.Combine(Root, name))];
        }

        using var packed = File.OpenRead(Path.Combine(Root, name));
        using var plain = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        return [.. plain.ReadToEnd().Split('\n')];
    }

    /// <summary>The line of the first operation, counted from 0.</summary>
    public static int FirstOperation(List<string> lines) =>
        lines.FindIndex(l => l.StartsWith("n,op,", StringComparison.Ordinal)) + 1;

    /// <summary>Runs a recording by its lines.</summary>
    public static (ReplayTally Tally, List<ReplayFailure> Failures) Run(List<string> lines)
    {
        using var engine = new InterpretedEngine();
        var kind = RecordingKind.Find(lines[0]).ShouldNotBeNull(lines[0]);
        var tally = new ReplayTally();
        return (tally, [.. kind.Open(new PolicyShelf(engine)).Run(lines, tally)]);
    }

    /// <summary>The failure that a changed log must have.</summary>
    public static ReplayFailure FailureOf(List<string> lines)
    {
        var (tally, failures) = Run(lines);
        tally.Failed.ShouldBe(1);
        return failures.ShouldHaveSingleItem();
    }
}
