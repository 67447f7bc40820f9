using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DmaRules.Cli.Completion;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>All commands under their root.</summary>
internal static class CommandTree
{
    private static readonly ParserConfiguration Parsing = new()
    {
        // A fact's value may begin with `@`; nobody wants a file read for that.
        ResponseFileTokenReplacer = null,
        EnablePosixBundling = false,
    };

    public static int Invoke(IReadOnlyList<string> args, Shell shell)
    {
        var root = Create(shell);
        if (args.Count == 0)
        {
            ShortHelp.Write(root, shell.Error);
            return ExitCode.Usage;
        }

        var parsed = root.Parse(args, Parsing);
        if (UsageProblem.Find(parsed) is { } problem)
        {
            return new Reply(shell, Switches.GuessFormat(args)).Refuse(problem);
        }

        return parsed.Invoke(new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    public static RootCommand Create(Shell shell)
    {
        var switches = new Switches(shell);
        var root = new RootCommand(
            "Says which devices on which machines a DMA policy breaks, and why.")
        {
            MatrixCommand.Create(shell, switches),
            CheckCommand.Create(shell, switches),
            FmtCommand.Create(shell, switches),
            EvalCommand.Create(shell, switches),
            RunCommand.Create(shell, switches),
            TestCommand.Create(shell, switches),
            ConformCommand.Create(shell, switches),
            DiffCommand.Create(shell, switches),
            ProveCommand.Create(shell, switches),
            HistoryCommand.Create(shell, switches),
            BisectCommand.Create(shell, switches),
            ReplCommand.Create(shell),
            ListCommand.Create(switches),
            ShowCommand.Create(switches),
            FactsCommand.Create(shell, switches),
            ExplainCommand.Create(switches),
            CompletionCommand.Create(switches),
        };
        root.Add(switches.FormatOption);
        root.Add(switches.Json);
        foreach (var option in root.Options)
        {
            Settle(option, shell);
        }

        var suggest = root.Directives.OfType<SuggestDirective>().Single();
        suggest.Action = new SuggestAction(
            suggest, new Suggestions(root, Parsing, new WordSources(shell)));
        return root;
    }

    private static void Settle(Option option, Shell shell)
    {
        switch (option)
        {
            case HelpOption help:
                help.Action = new CommandHelp(shell);
                break;
            case VersionOption version:
                version.Action = new VersionAction();
                break;
        }
    }

    private sealed class VersionAction : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            var version = typeof(CommandTree).Assembly.GetName().Version;
            parseResult.InvocationConfiguration.Output.WriteLine(
                $"dmarules {version?.ToString(3)}");
            return ExitCode.Done;
        }
    }
}
