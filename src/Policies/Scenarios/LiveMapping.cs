using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>A mapping of a scenario, and what a reader of its buffer should find: the runs that CPU
/// and device wrote last, by offset.</summary>
internal sealed class LiveMapping(string device, DmaMapping mapping, bool isAllocation)
{
    public string Device { get; } = device;

    public DmaMapping Mapping { get; } = mapping;

    public bool IsAllocation { get; } = isAllocation;

    public bool IsReleased { get; set; }

    public RangeMap<Content> Should { get; } = new();

    /// <summary>Whether a bus address lies in it while it lives.</summary>
    public bool Covers(BusAddr bus) =>
        !IsReleased && bus >= Mapping.Bus && bus - Mapping.Bus < Mapping.Size;

    public void Wrote(Content content, ByteCount size) => Should.Set(0, size.Value, content);
}
