using System.Collections.Immutable;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings.Dispatch;
using DmaRules.Policies.Recordings.Logs;
using DmaRules.Policies.Recordings.Scenarios;

namespace DmaRules.Policies.Recordings;

/// <summary>A kind of recording, known by how its first line begins.</summary>
/// <param name="Name">What reports call it.</param>
/// <param name="Unit">What it is made of, in the plural.</param>
/// <param name="Beginning">How its first line begins.</param>
/// <param name="Open">Makes what runs one.</param>
public sealed record RecordingKind(
    string Name, string Unit, string Beginning, Func<PolicyShelf, IReplay> Open)
{
    /// <summary>All that there are.</summary>
    public static ImmutableArray<RecordingKind> All { get; } =
    [
        new(
            "dispatch scenarios",
            "rows",
            DispatchScenarioReader.Header,
            shelf => new ScenarioReplay(shelf)),
        new(
            "dispatch rows",
            "rows",
            DispatchRowsReplay.Header,
            shelf => new DispatchRowsReplay(shelf)),
        new(
            "dispatch steps",
            "steps",
            DispatchStepsReplay.Header,
            shelf => new DispatchStepsReplay(shelf)),
        new("drivers", "rows", DriversReplay.Header, shelf => new DriversReplay(shelf)),
        new("SWIOTLB log", "operations", LogHeader.SlotsSign, _ => new SlotLogReplay()),
        new("TCE log", "operations", LogHeader.TableSign, _ => new TceLogReplay()),
    ];

    /// <summary>How a file of this kind is known, in few words: where its first line begins, and
    /// what tells it from others that begin alike.</summary>
    public string Sign => Beginning.TrimEnd(',').Split(',') is [var first, .., var last]
        ? $"{first},...,{last}"
        : Beginning;

    /// <summary>The kind whose files begin with that line; null if there is none.</summary>
    public static RecordingKind? Find(string firstLine) => All.FirstOrDefault(
        k => firstLine.TrimStart('\uFEFF').StartsWith(k.Beginning, StringComparison.Ordinal));
}
