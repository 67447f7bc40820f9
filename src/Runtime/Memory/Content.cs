using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Memory;

/// <summary>Who wrote a run of bytes.</summary>
public enum Writer
{
    /// <summary>Nobody, or whoever zeroed the page.</summary>
    Nobody,

    /// <summary>The guest's CPU.</summary>
    Cpu,

    /// <summary>A device.</summary>
    Device,

    /// <summary>The hypervisor.</summary>
    Hypervisor,
}

/// <summary>The content of a run of bytes: who wrote it, in which write, and from which offset of
/// that write. The bytes themselves follow from that, so that a copy of gigabytes costs one
/// run.</summary>
public readonly record struct Content(Writer Writer, uint Write, ulong Offset) : ISliceable<Content>
{
    /// <summary>Zeros.</summary>
    public static Content Zeros => default;

    /// <summary>Whether this is zeros.</summary>
    public bool IsZeros => Writer == Writer.Nobody;

    /// <summary>The first byte: a mixing function of write and offset.</summary>
    public byte FirstByte
    {
        get
        {
            if (IsZeros)
            {
                return 0;
            }

            unchecked
            {
                var word = (
                    ((ulong)Writer << 56) | ((ulong)Write << 24)) ^ (Offset * 0x9E3779B97F4A7C15UL);
                word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9UL;
                return (byte)(word >> 56);
            }
        }
    }

    /// <inheritdoc/>
    public Content Skip(ulong count) => IsZeros ? this : this with { Offset = Offset + count };
}
