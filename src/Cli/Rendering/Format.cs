namespace DmaRules.Cli.Rendering;

/// <summary>Whom an answer is for.</summary>
internal enum Format
{
    /// <summary>A person at a terminal.</summary>
    Text,

    /// <summary>A script.</summary>
    Json,

    /// <summary>The readers of a mailing list: ASCII, 72 columns.</summary>
    Mail,
}
