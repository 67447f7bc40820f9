using System.Collections.Immutable;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Recordings.Scenarios;

/// <summary>One recorded case, whatever file it came from: the shipped policy to run, the
/// situation, what to do, and what was seen. Neither names the file's columns nor the
/// machine.</summary>
/// <param name="Id">What the file calls it.</param>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Policy">A shipped policy's name.</param>
/// <param name="Situation">What was given.</param>
/// <param name="Action">What the driver did.</param>
/// <param name="Expected">What was seen, by the name of the field.</param>
public sealed record RecordedCase(
    string Id,
    int Line,
    string Policy,
    Situation Situation,
    DriverAction Action,
    ImmutableArray<RecordedField> Expected);

/// <summary>A field that is compared, and its recorded value.</summary>
public sealed record RecordedField(RecordedFact Fact, string Name, string Value);

/// <summary>What a recorded field says something about.</summary>
public enum RecordedFact
{
    /// <summary>The path, or <c>fail</c>.</summary>
    Path,

    /// <summary>Whether the data bounced.</summary>
    Bounced,

    /// <summary>The verdict and its reason.</summary>
    Verdict,

    /// <summary>Whether bouncing was forced at map time.</summary>
    Forced,

    /// <summary>Whether there was a pool.</summary>
    Pool,
}

/// <summary>A line of a recording: a case, or why it cannot be read as one (then
/// <paramref name="Case"/> is null).</summary>
public sealed record RecordedLine(string Id, int Line, RecordedCase? Case, string? Problem);
