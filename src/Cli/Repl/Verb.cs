namespace DmaRules.Cli.Repl;

/// <summary>The first word of a line: what it takes, what it does, and how it is carried
/// out.</summary>
internal sealed record Verb(
    string Name, string Usage, string Doc, Func<ReplLines, LineWords, Answer> Run)
{
    /// <summary>What completion offers behind it.</summary>
    public VerbArguments Arguments { get; init; }

    /// <summary>It is a step of the machine, so that a device may stand before it.</summary>
    public bool IsStep { get; init; }

    /// <summary>Its first argument is a device: <c>nic map</c> means <c>map nic</c>.</summary>
    public bool TakesDevice { get; init; }

    /// <summary>It changes nothing that playing a session again would need.</summary>
    public bool IsAside { get; init; }
}
