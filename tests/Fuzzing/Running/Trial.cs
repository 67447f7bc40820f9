namespace DmaRules.Fuzzing.Running;

/// <summary>What one input came to.</summary>
/// <param name="Features">What it made the tool do.</param>
/// <param name="Elapsed">How long that took, on a machine that may be busy.</param>
/// <param name="Allocated">Bytes, on the thread that ran it.</param>
/// <param name="Failure">The promise it broke, or what was thrown; null if all is well.</param>
public sealed record Trial(
    IReadOnlySet<string> Features, TimeSpan Elapsed, long Allocated, string? Failure);
