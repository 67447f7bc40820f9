using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>What a step made, by name, and what a reader of it should find. A streaming mapping
/// belongs to the device from the map on and from each sync for it; to the CPU from each sync for
/// that, and from the unmap on. With skip_cpu_sync neither map nor unmap hands it over. Whoever
/// touches it out of turn breaks the rules of the API.</summary>
public sealed class LiveMapping(string name, Device device, DmaMapping mapping, DmaOp op)
{
    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>Whose driver made it.</summary>
    public Device Device { get; } = device;

    /// <summary>What the driver got.</summary>
    public DmaMapping Mapping { get; } = mapping;

    /// <summary>It is coherent memory.</summary>
    public bool IsAllocation => op == DmaOp.Alloc;

    /// <summary>It is a device's registers.</summary>
    public bool IsResource => op == DmaOp.Resource;

    /// <summary>The driver gave it back.</summary>
    public bool IsReleased { get; private set; }

    internal bool BelongsToDevice { get; set; } = !mapping.SkipsCpuSync;

    /// <summary>The runs that CPU and device wrote last, by offset.</summary>
    internal RangeMap<Content> Should { get; } = new();

    /// <summary>Somebody wrote out of turn, so nobody can say what belongs there.</summary>
    internal bool IsInDoubt { get; private set; }

    /// <summary>The reason to give where other bytes are found.</summary>
    internal DmaReason Otherwise { get; set; } = mapping.Path.By == PathBy.Sharing
        ? DmaReason.SharingZeroedTheBuffer
        : DmaReason.DataNotDelivered;

    internal bool Covers(BusAddr bus) =>
        !IsReleased && bus >= Mapping.Bus && bus - Mapping.Bus < Mapping.Size;

    /// <summary>The driver gives it back; with skip_cpu_sync without a sync, so what the device
    /// wrote since the last one may be lost.</summary>
    internal void Release()
    {
        IsInDoubt |= BelongsToDevice
            && Mapping is { SkipsCpuSync: true, Direction: not DmaDirection.ToDevice };
        (IsReleased, BelongsToDevice) = (true, false);
        Otherwise = DmaReason.DataNotDelivered;
    }

    internal void Wrote(Content content, ByteCount size, bool isInTurn)
    {
        Should.Set(0, size.Value, content);
        IsInDoubt = !isInTurn || (IsInDoubt && size < Mapping.Size);
    }

    /// <summary>Why a device may not touch it now; null if it may.</summary>
    internal string? WhyNotDevice(Device other, bool writes) => this switch
    {
        _ when Device != other => $"{Name} is {Device.Name}'s",
        { IsReleased: true } => $"{Name} was given back",
        { IsAllocation: false, BelongsToDevice: false } =>
            $"{Name} belongs to the CPU until `sync {Name} for_device`",
        _ when Mapping.Direction == (writes ? DmaDirection.ToDevice : DmaDirection.FromDevice) =>
            $"{Name} is {(writes ? "to" : "from")}_device, so the device has nothing to "
                + $"{(writes ? "write" : "read")} there",
        _ => null,
    };

    /// <summary>Why the CPU may not touch it now; null if it may.</summary>
    internal string? WhyNotCpu() => this switch
    {
        { IsAllocation: true, IsReleased: true } => $"{Name} was freed",
        { IsAllocation: false, BelongsToDevice: true } =>
            $"{Name} belongs to the device until `sync {Name} for_cpu` or `unmap {Name}`",
        _ => null,
    };
}
