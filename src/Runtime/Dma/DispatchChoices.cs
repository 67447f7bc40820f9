namespace DmaRules.Runtime.Dma;

/// <summary>What <c>decide window</c> asks the machine for.</summary>
public enum WindowAction
{
    /// <summary>TCEs on demand in the PE's table.</summary>
    Table,

    /// <summary>The huge window, over all RAM.</summary>
    DdwMappingRam,

    /// <summary>The huge window, over the bounce pool only.</summary>
    DdwMappingPool,

    /// <summary>The bounce pool, once, in the default window.</summary>
    LowMappingPool,

    /// <summary>No IOMMU ops.</summary>
    NoOps,

    /// <summary>The mask call fails.</summary>
    Refuse,

    /// <summary>The policy broke its own word and decided nothing: the mask call fails.</summary>
    Undecided,
}

/// <summary>Where <c>decide path</c> sends a request.</summary>
public enum PathAction
{
    /// <summary>dma_direct_* at the device's dma_offset: a standing mapping.</summary>
    Bypass,

    /// <summary>TCEs made for the request.</summary>
    Iommu,

    /// <summary>dma_direct_* at offset 0.</summary>
    Direct,

    /// <summary>Nowhere: the operation fails.</summary>
    Refuse,

    /// <summary>The policy broke its own word and decided nothing: the operation fails.</summary>
    Undecided,
}

/// <summary>How the memory of a request is made visible, beyond what its path does
/// anyway.</summary>
public enum PathBy
{
    /// <summary>As the path does.</summary>
    Itself,

    /// <summary>By way of pool memory, even if nothing forces it.</summary>
    Pool,

    /// <summary>Its own pages are shared first.</summary>
    Sharing,
}

/// <summary>A window decision: what, by which rule, where that is written, and a refusal's
/// message.</summary>
public sealed record WindowChoice(WindowAction Action, string Rule, string Place, string? Message);

/// <summary>A path decision: where to, how, by which rule, where that is written, and a refusal's
/// message. </summary>
public sealed record PathChoice(
    PathAction Action, PathBy By, string Rule, string Place, string? Message);
