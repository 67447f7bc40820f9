using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>Whose data stands in a part of the bounce pool.</summary>
public readonly record struct BounceOwner(string Device) : ISliceable<BounceOwner>
{
    /// <inheritdoc/>
    public BounceOwner Skip(ulong count) => this;
}
