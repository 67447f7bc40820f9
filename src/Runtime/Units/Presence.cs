namespace DmaRules.Runtime.Units;

/// <summary>The value of a <see cref="RangeMap{T}"/> that is only a set.</summary>
public readonly record struct Presence : ISliceable<Presence>
{
    /// <inheritdoc/>
    public Presence Skip(ulong count) => this;
}
