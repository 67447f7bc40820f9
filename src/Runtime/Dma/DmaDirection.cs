namespace DmaRules.Runtime.Dma;

/// <summary>Which way the data goes; decides who copies when (facts/kernel-dispatch.md
/// 5.2).</summary>
public enum DmaDirection
{
    /// <summary>DMA_BIDIRECTIONAL.</summary>
    Bidirectional,

    /// <summary>DMA_TO_DEVICE.</summary>
    ToDevice,

    /// <summary>DMA_FROM_DEVICE.</summary>
    FromDevice,
}
