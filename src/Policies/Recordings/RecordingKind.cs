using System.Collections.Immutable;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Recordings;

/// <summary>A kind of recording, known by its first line. <paramref name="Read"/> reads the lines
/// behind it.</summary>
public sealed record RecordingKind(
    string Name,
    string Header,
    Func<PolicyShelf, IEnumerable<string>, IEnumerable<RecordedLine>> Read)
{
    /// <summary>All that there are.</summary>
    public static ImmutableArray<RecordingKind> All { get; } =
    [
        new(
            "dispatch scenarios",
            DispatchScenarioReader.Header,
            (shelf, lines) => new DispatchScenarioReader(shelf).Read(lines)),
    ];

    /// <summary>The kind whose files begin with that line; null if there is none.</summary>
    public static RecordingKind? Find(string header) =>
        All.FirstOrDefault(k => k.Header == header.TrimStart('\uFEFF').Trim());
}
