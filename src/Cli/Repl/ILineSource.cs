namespace DmaRules.Cli.Repl;

/// <summary>Where a session's lines come from: a terminal, or anything that is piped in.</summary>
internal interface ILineSource
{
    /// <summary>The next line; null at the end.</summary>
    string? Next();
}
