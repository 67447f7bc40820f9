namespace DmaRules.Cli.Repl;

/// <summary>Lines typed at a terminal that can do nothing but lines (TERM=dumb): the terminal's own
/// editing. </summary>
internal sealed class PlainLines(TextReader terminal, string prompt) : ILineSource
{
    /// <inheritdoc/>
    public string? Next()
    {
        Console.Write(prompt);
        return terminal.ReadLine();
    }
}
