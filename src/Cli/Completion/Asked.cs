using System.Collections.Immutable;
using System.CommandLine;

namespace DmaRules.Cli.Completion;

/// <summary>What is to be completed: the words before it as they were understood, and the
/// start that was typed.</summary>
internal sealed record Asked(ParseResult Before, string Current)
{
    public Command Command => Before.CommandResult.Command;

    /// <summary>The values that an argument has already, by its name.</summary>
    public ImmutableArray<string> ValuesOf(string argument) =>
        Command.Arguments.FirstOrDefault(a => a.Name == argument) is { } found
        && Before.GetResult(found) is { } result
            ? [.. result.Tokens.Select(t => t.Value)]
            : [];
}
