namespace DmaRules.Fuzzing;

/// <summary>A promise that an input broke.</summary>
public sealed class BrokenPromiseException(string message) : Exception(message);

/// <summary>What one input made the tool do. There is no instrumentation: diagnostics, kinds of
/// nodes and outcomes tell the ways through the code well enough. An input that shows a new one is
/// worth changing further.</summary>
public sealed class Observations
{
    private readonly HashSet<string> _features = new(StringComparer.Ordinal);

    /// <summary>All that was seen.</summary>
    public IReadOnlySet<string> Features => _features;

    /// <summary>Something was seen.</summary>
    public void Add(string feature) => _features.Add(feature);

    /// <summary>So many of something were seen, to the next power of two.</summary>
    public void Add(string feature, long count) =>
        _features.Add($"{feature} {(count <= 0 ? 0 : long.Log2(count) + 1)}");

    /// <summary>Checks a promise.</summary>
    public static void Require(bool holds, string promise)
    {
        if (!holds)
        {
            throw new BrokenPromiseException(promise);
        }
    }
}
