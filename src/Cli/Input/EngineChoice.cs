namespace DmaRules.Cli.Input;

/// <summary>Which engine decides.</summary>
internal enum EngineChoice
{
    /// <summary>The one that is sooner done.</summary>
    Auto,

    /// <summary>The interpreter.</summary>
    Interpreted,

    /// <summary>The compiler.</summary>
    Compiled,
}
