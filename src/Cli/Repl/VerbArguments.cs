namespace DmaRules.Cli.Repl;

/// <summary>What kind of words a verb takes, for completion.</summary>
internal enum VerbArguments
{
    /// <summary>Nothing that could be completed.</summary>
    None,

    /// <summary>Facts and their values.</summary>
    Facts,

    /// <summary>Names of facts.</summary>
    FactNames,

    /// <summary>Devices, mappings and the words around them.</summary>
    Bench,

    /// <summary>What the host does, and devices.</summary>
    Host,

    /// <summary>Shipped policies.</summary>
    Policies,

    /// <summary>Verbs.</summary>
    Verbs,
}
