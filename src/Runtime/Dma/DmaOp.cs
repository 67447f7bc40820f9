using System.Diagnostics;

namespace DmaRules.Runtime.Dma;

/// <summary>The entry point of an operation that <c>decide path</c> is asked about.</summary>
public enum DmaOp
{
    /// <summary>Page, single or scatter-gather.</summary>
    Map,

    /// <summary>dma_sync_*.</summary>
    Sync,

    /// <summary>dma_alloc_coherent() and its like.</summary>
    Alloc,

    /// <summary>dma_map_resource().</summary>
    Resource,
}

/// <summary>The words for operations in policies and reports.</summary>
public static class DmaOpWords
{
    /// <summary>The word of an operation.</summary>
    public static string Word(this DmaOp op) => op switch
    {
        DmaOp.Map => "map",
        DmaOp.Sync => "sync",
        DmaOp.Alloc => "alloc",
        DmaOp.Resource => "resource",
        _ => throw new UnreachableException(),
    };
}
