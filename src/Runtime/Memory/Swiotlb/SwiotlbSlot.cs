using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>A run of slots that is in use: the buffer it stands for. Coherent memory carved from
/// the pool stands for itself.</summary>
public readonly record struct SwiotlbSlot(PhysAddr Original) : ISliceable<SwiotlbSlot>
{
    /// <inheritdoc/>
    public SwiotlbSlot Skip(ulong count) => new(Original + new SlotCount(count).Bytes);
}
