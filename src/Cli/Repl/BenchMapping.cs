using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Cli.Repl;

/// <summary>A mapping or an allocation by name. A streaming mapping belongs to the device from the
/// map on and from each sync for it; to the CPU from each sync for that, and from the unmap on.
/// Whoever touches it out of turn breaks the rules of the API.</summary>
internal sealed class BenchMapping(
    string name, Device device, DmaMapping mapping, bool isAllocation)
{
    public string Name { get; } = name;

    public Device Device { get; } = device;

    public DmaMapping Mapping { get; } = mapping;

    public bool IsAllocation { get; } = isAllocation;

    public bool IsReleased { get; set; }

    /// <summary>Whether a bus address lies in it while it lives.</summary>
    public bool Covers(BusAddr bus) =>
        !IsReleased && bus >= Mapping.Bus && bus - Mapping.Bus < Mapping.Size;

    public bool BelongsToDevice { get; set; } = true;

    /// <summary>What should be found there; null: nobody can say.</summary>
    public Content? Expected { get; set; }

    /// <summary>The reason to give where it is not.</summary>
    public DmaReason Otherwise { get; set; } = DmaReason.DataNotDelivered;
}
