using System.CommandLine;
using System.CommandLine.Completions;

namespace DmaRules.Cli.Completion;

/// <summary>Finds out what is being typed: a command, an option, an option's value or an argument.
/// The library's own answers hold every word that contains what was typed, options before anyone
/// asks for one, and nothing behind <c>fact=</c>.</summary>
internal sealed class Suggestions(
    RootCommand root, ParserConfiguration parsing, WordSources sources)
{
    public IEnumerable<Candidate> For(ShellLine line)
    {
        var asked = new Asked(root.Parse(line.Before, parsing), line.Current);
        if (Valued(asked, line.Before.LastOrDefault()) is { } option)
        {
            return Fitting(asked, ValuesOf(option, asked));
        }

        // `--format=m`: the option stands before its sign, its value behind.
        var (name, sign, start) = Parted(asked.Current);
        if (sign.Length > 0 && Valued(asked, name) is { } joined)
        {
            var inner = asked with { Current = start };
            return Fitting(inner, ValuesOf(joined, inner))
                .Select(c => c with { Text = name + sign + c.Text });
        }

        return Fitting(
            asked,
            asked.Current.StartsWith('-') ? OptionsOf(asked)
            : asked.Before.UnmatchedTokens.Count > 0 ? []
            : asked.Command.Subcommands.Count > 0 ? CommandsOf(asked.Command)
            : asked.Command.Arguments.FirstOrDefault(a => HasRoom(a, asked)) is { } argument
                ? sources.For(argument.Name, asked)
            : []);
    }

    private IEnumerable<Candidate> ValuesOf(Option option, Asked asked) =>
        sources.For(option.Name, asked)
            .Concat(option.GetCompletions(CompletionContext.Empty)
                .Select(i => new Candidate(i.Label)));

    private static IEnumerable<Candidate> CommandsOf(Command command) =>
        command.Subcommands.Where(c => !c.Hidden)
            .Select(c => new Candidate(c.Name, c.Description));

    private static IEnumerable<Candidate> OptionsOf(Asked asked) =>
        OptionsAt(asked)
            .Where(o => asked.Before.GetResult(o) is not { Implicit: false })
            .Select(o => new Candidate(o.Name, o.Description));

    private static IEnumerable<Option> OptionsAt(Asked asked) =>
        asked.Command.Options
            .Concat(asked.Command.Parents.OfType<Command>()
                .SelectMany(p => p.Options).Where(o => o.Recursive))
            .Where(o => !o.Hidden);

    // The option of that name, if it takes a value.
    private static Option? Valued(Asked asked, string? name) =>
        OptionsAt(asked).FirstOrDefault(o => o.Name == name || o.Aliases.Contains(name ?? ""))
            is { } option && option.Arity.MaximumNumberOfValues > 0
            && option.ValueType != typeof(bool)
                ? option
                : null;

    private static bool HasRoom(Argument argument, Asked asked) =>
        asked.ValuesOf(argument.Name).Length < argument.Arity.MaximumNumberOfValues;

    private static (string Name, string Sign, string Start) Parted(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (word[..at], "=", word[(at + 1)..])
            : (word, "", "");

    // What goes beyond the next `=` comes when that is there: first `ddw=`, then its values.
    private static IEnumerable<Candidate> Fitting(Asked asked, IEnumerable<Candidate> all) =>
        from candidate in all
        where candidate.Text.StartsWith(asked.Current, StringComparison.Ordinal)
        let rest = candidate.Text[asked.Current.Length..]
        let sign = rest.IndexOf('=', StringComparison.Ordinal)
        where sign < 0 ? rest.Length > 0 || !candidate.Text.EndsWith('=') : sign == rest.Length - 1
        select candidate;
}
