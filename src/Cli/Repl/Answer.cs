using System.Collections.Immutable;

namespace DmaRules.Cli.Repl;

/// <summary>What a line of input came to: lines of text, whether it was refused (then nothing has
/// changed), and whether the session is over.</summary>
internal sealed record Answer(
    ImmutableArray<string> Lines, bool IsError = false, bool Quits = false)
{
    /// <summary>Nothing to say.</summary>
    public static Answer Empty { get; } = new([]);

    /// <summary>Lines of text.</summary>
    public static Answer Of(params IEnumerable<string> lines) => new([.. lines]);

    /// <summary>A refusal: what is wrong, and the way out where there is one.</summary>
    public static Answer Refused(string problem, string? help = null) => new(
        help is null ? [$"error: {problem}"] : [$"error: {problem}", $"help: {help}"],
        IsError: true);
}
