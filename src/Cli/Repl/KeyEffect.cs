namespace DmaRules.Cli.Repl;

/// <summary>What came of a key.</summary>
internal enum KeyEffect
{
    /// <summary>The line changed, or the cursor.</summary>
    Edited,

    /// <summary>The line is complete.</summary>
    Entered,

    /// <summary>The line is given up.</summary>
    Cancelled,

    /// <summary>No line will follow.</summary>
    Ended,

    /// <summary>The words that are possible are to be shown.</summary>
    Listed,

    /// <summary>The screen is to be wiped.</summary>
    Wiped,
}
