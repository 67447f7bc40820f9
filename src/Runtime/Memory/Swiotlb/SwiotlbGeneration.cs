namespace DmaRules.Runtime.Memory.Swiotlb;

/// <summary>The releases whose order of searching for free slots is told apart
/// (facts/swiotlb-and-traces.md 1.3 to 1.5).</summary>
public enum SwiotlbGeneration
{
    /// <summary>v5.4 to v5.11: one hint for the whole pool, no alignment but to pages.</summary>
    V54,

    /// <summary>v6.0 to v6.2, with 6.1.y: areas and alignment to the buffer; the search may never
    /// end.</summary>
    V61,

    /// <summary>v6.10 and later: every slot is counted, so each search ends.</summary>
    V612,
}
