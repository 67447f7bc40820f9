using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Commands;

/// <summary>What is wrong with a command line, in our words, with the usage as the way
/// out.</summary>
internal static class UsageProblem
{
    public static Complaint? Find(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (StrayOption(parsed) is { } option)
        {
            var names = OptionsOf(parsed.CommandResult).SelectMany(o => o.Aliases.Append(o.Name));
            var nearest = Suggestion.Nearest(option, names);
            return Refuse(command, $"there is no option `{option}`", nearest);
        }

        return parsed.Action is ParseErrorAction ? Describe(parsed, command) : null;
    }

    private static Complaint.Unusable Describe(ParseResult parsed, Command command)
    {
        if (parsed.UnmatchedTokens.Count > 0)
        {
            var word = parsed.UnmatchedTokens[0];
            return command is RootCommand
                ? Refuse(
                    command,
                    $"there is no command `{word}`",
                    Suggestion.Nearest(word, command.Subcommands.Select(c => c.Name)))
                : Refuse(command, $"`{word}` is one argument too many", null);
        }

        if (parsed.CommandResult.Children.OfType<ArgumentResult>()
            .Concat(command.Arguments.Select(parsed.GetResult).OfType<ArgumentResult>())
            .Any(a => a.Tokens.Count > 0) is false
            && command.Arguments.FirstOrDefault(
                a => a.Arity.MinimumNumberOfValues > 0) is { } missing)
        {
            return Refuse(command, $"{missing.Name} is missing: {missing.Description}", null);
        }

        var error = parsed.Errors.FirstOrDefault(e => e.SymbolResult is OptionResult)
            ?? parsed.Errors[0];
        return command is RootCommand && error.SymbolResult is not OptionResult
            ? Refuse(command, "a command is missing", null)
            : Refuse(command, MessageOf(error), null);
    }

    private static string MessageOf(ParseError error) => error.SymbolResult switch
    {
        OptionResult { Tokens: [] } option => $"{option.Option.Name} needs a value",
        OptionResult { Option.HelpName: "N" } option =>
            $"{option.Option.Name}: `{option.Tokens[0].Value}` is not a number from 0 on",
        OptionResult { Option.HelpName: { } words } option =>
            $"{option.Option.Name}: `{option.Tokens[0].Value}` is not one of "
            + words.Replace("|", ", ", StringComparison.Ordinal),
        _ => error.Message.ReplaceLineEndings(" ").TrimEnd('.'),
    };

    // The parser takes a misspelt option for an argument where any number of them may stand.
    private static string? StrayOption(ParseResult parsed)
    {
        var isLiteral = false;
        foreach (var token in parsed.Tokens)
        {
            isLiteral |= token.Type == TokenType.DoubleDash;
            if (!isLiteral && token.Type == TokenType.Argument && token.Value.Length > 1
                && token.Value[0] == '-' && !char.IsAsciiDigit(token.Value[1]))
            {
                return token.Value.Split('=')[0];
            }
        }

        return null;
    }

    private static IEnumerable<Option> OptionsOf(CommandResult? result)
    {
        for (; result is not null; result = result.Parent as CommandResult)
        {
            foreach (var option in result.Command.Options)
            {
                yield return option;
            }
        }
    }

    private static Complaint.Unusable Refuse(
        Command command, string message, string? nearest) => new(
        command is RootCommand ? message : $"{command.Name}: {message}",
        nearest is null ? CommandHelp.Usage(command) : $"did you mean `{nearest}`?");
}
