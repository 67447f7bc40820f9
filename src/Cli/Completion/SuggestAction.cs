using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.Globalization;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Completion;

/// <summary>Answers <c>[suggest:POSITION] LINE</c>, which the shells' scripts ask: one candidate a
/// line, what it is behind a tab.</summary>
internal sealed class SuggestAction(SuggestDirective directive, Suggestions suggestions)
    : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var line = parseResult.UnmatchedTokens is [.., var last] ? last : "";
        var end = parseResult.GetResult(directive)?.Values is [var position, ..]
            && int.TryParse(position, CultureInfo.InvariantCulture, out var value)
                ? Math.Clamp(value, 0, line.Length)
                : line.Length;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in suggestions.For(ShellLine.Read(line[..end])))
        {
            // A name with a line end in it cannot be told to a shell.
            if (seen.Add(candidate.Text) && !candidate.Text.Any(char.IsControl))
            {
                parseResult.InvocationConfiguration.Output.WriteLine(
                    candidate.About is { } about ? $"{candidate.Text}\t{about}" : candidate.Text);
            }
        }

        return ExitCode.Done;
    }
}
