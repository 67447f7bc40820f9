using System.Collections.Immutable;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>What the recording module did in a step, one after the other (facts/real-kernels.md
/// "The probe module").</summary>
internal enum ProbeKind
{
    /// <summary>A buffer, mapped both ways: the device reads it, writes it back.</summary>
    Map,

    /// <summary>The same with coherent memory.</summary>
    Alloc,

    /// <summary>A list of four pages.</summary>
    List,

    /// <summary>The device's registers.</summary>
    Resource,

    /// <summary>What the device reaches: a mapped page, the same unmapped, by physical address, by
    /// that plus the offset.</summary>
    Reach,
}

/// <summary>One thing that the module did.</summary>
/// <param name="Kind">What.</param>
/// <param name="Size">The size in bytes, where there is one.</param>
/// <param name="Places">Where the memory lay: of a list, of each entry that is known.</param>
internal sealed record ProbeAction(ProbeKind Kind, ulong Size, IReadOnlyList<PhysAddr> Places);

/// <summary>What came of one of them: a line of a recording each, by column.</summary>
internal sealed record ProbeResult(string Path, string Bus, string Head, string Tail, string Extra)
{
    /// <summary>The size of a list's entry as the device sees it.</summary>
    public string? Size { get; init; }
}

/// <summary>An action, the rows that are about it, and what came of it.</summary>
internal sealed record PlayedAction(
    ProbeAction Action, ImmutableArray<RecordedRow> Rows, IReadOnlyList<ProbeResult> Results);
