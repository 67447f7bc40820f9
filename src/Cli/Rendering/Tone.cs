namespace DmaRules.Cli.Rendering;

/// <summary>How loud words are; a colour where there are colours.</summary>
internal enum Tone
{
    /// <summary>As everything else.</summary>
    Plain,

    /// <summary>For those who look for it.</summary>
    Quiet,

    /// <summary>What one looks for.</summary>
    Strong,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Not as it should be.</summary>
    Bad,
}
