using System.Text;

namespace DmaRules.Fuzzing.Inputs;

/// <summary>The inputs that the repository keeps: policies of every kind, and what broke something
/// once or shows what nothing else does.</summary>
public static class CorpusFiles
{
    private static readonly string Kept = RepositoryRoot.At("tests", "Corpus", "fuzz");

    /// <summary>Every file of rules: shipped, in examples, good and broken ones of the
    /// tests.</summary>
    public static IEnumerable<byte[]> Rules =>
        new[] { "src/Policies/Library", "tests/Corpus", "examples", "tests/Policies.Tests" }
            .SelectMany(f => Directory.EnumerateFiles(
                RepositoryRoot.At(f), "*.rules", SearchOption.AllDirectories))
            .Where(f => !f.StartsWith(Kept, StringComparison.Ordinal) && !IsBuilt(f))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);

    /// <summary>What is kept for one target, by name.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(FuzzTarget target) =>
        Directory.Exists(Path.Combine(Kept, target.Name))
            ? Directory.EnumerateFiles(Path.Combine(Kept, target.Name))
                .Order(StringComparer.Ordinal)
                .Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)))
            : [];

    /// <summary>Text as a file holds it.</summary>
    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static bool IsBuilt(string path) =>
        path.Contains("/bin/", StringComparison.Ordinal)
        || path.Contains("/obj/", StringComparison.Ordinal);
}
