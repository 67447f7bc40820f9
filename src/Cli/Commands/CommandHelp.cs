using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>What <c>--help</c> shows: usage, arguments, options, commands, in plain
/// columns.</summary>
internal sealed class CommandHelp(Shell shell) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    /// <summary>How a command is called, in one line.</summary>
    public static string Usage(Command command)
    {
        string[] words = command is RootCommand
            ? ["dmarules", "COMMAND", "..."]
            :
            [
                "dmarules",
                command.Name,
                .. command.Arguments.Select(NameOf),
                .. command.Options
                    .Where(o => o is not HelpOption && o.Name != Switches.EngineName)
                    .Select(o => $"[{NameOf(o)}]"),
            ];
        return $"usage: {string.Join(' ', words)}";
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        using var page = new Page(shell.Width, shell.HasColour, isAscii: false);
        Write(page, command);
        parseResult.InvocationConfiguration.Output.Write(page.ToString());
        return ExitCode.Done;
    }

    private static void Write(Page page, Command command)
    {
        page.Prose(0, Usage(command));
        page.Line();
        page.Prose(0, $"{command.Description}");
        WriteRows(page, command.Subcommands.Where(c => !c.Hidden), c => c.Name);
        WriteRows(page, command.Arguments, a => a.Name);
        var inherited = command.Parents.OfType<Command>()
            .SelectMany(p => p.Options)
            .Where(o => o.Recursive);
        WriteRows(page, command.Options.Concat(inherited).Where(o => !o.Hidden), NameOf);
    }

    private static void WriteRows<T>(Page page, IEnumerable<T> symbols, Func<T, string> nameOf)
        where T : Symbol
    {
        Words[][] rows =
            [.. symbols.Select(s => new[] { Words.Strong(nameOf(s)), DescriptionOf(s) })];
        if (rows.Length > 0)
        {
            page.Line();
            page.Columns(2, fixedColumns: 1, rows);
        }
    }

    private static string DescriptionOf(Symbol symbol) => symbol switch
    {
        HelpOption => "show this",
        VersionOption => "show the version",
        _ => symbol.Description ?? "",
    };

    private static string NameOf(Argument argument) =>
        (argument.Arity.MinimumNumberOfValues, argument.Arity.MaximumNumberOfValues) switch
        {
            (0, 1) => $"[{argument.Name}]",
            (0, _) => $"[{argument.Name}...]",
            (_, 1) => argument.Name,
            _ => $"{argument.Name}...",
        };

    private static string NameOf(Option option) =>
        option.HelpName is { } value ? $"{option.Name} {value}" : option.Name;
}
