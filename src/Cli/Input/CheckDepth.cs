namespace DmaRules.Cli.Input;

/// <summary>How deep a file is looked into.</summary>
internal enum CheckDepth
{
    /// <summary>Whether it loads.</summary>
    Plain,

    /// <summary>Its rules too, over all facts.</summary>
    Analysed,

    /// <summary>And which of them decide only in part of where they hold.</summary>
    Partly,
}
