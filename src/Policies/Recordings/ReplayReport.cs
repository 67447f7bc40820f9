using System.Collections.Immutable;

namespace DmaRules.Policies.Recordings;

/// <summary>A field that is not as recorded.</summary>
public sealed record RecordedDifference(string Field, string Recorded, string Model);

/// <summary>A recorded row or operation that the model does not agree with, or that cannot be
/// read.</summary>
/// <param name="Id">What the file calls it.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Problem">Why it could not be run at all; null if it was.</param>
/// <param name="Differences">Every field that differs.</param>
public sealed record ReplayFailure(
    string Id, int Line, string? Problem, ImmutableArray<RecordedDifference> Differences)
{
    /// <summary>What stood around it, a line each: the operation, and the state that it
    /// met.</summary>
    public ImmutableArray<string> Context { get; init; } = [];

    /// <summary>A line that cannot be run.</summary>
    public static ReplayFailure Unreadable(string id, int line, string problem) =>
        new(id, line, problem, []);
}

/// <summary>Runs the lines of one recording, the first among them, and compares. Failures come as
/// they are found; the rest is counted.</summary>
public interface IReplay
{
    /// <summary>Runs every line; never throws for what stands in it.</summary>
    IEnumerable<ReplayFailure> Run(IEnumerable<string> lines, ReplayTally tally);
}
