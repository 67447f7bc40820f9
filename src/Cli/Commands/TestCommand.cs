using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>Runs the tests, tables and scenarios in policy files.</summary>
internal static class TestCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var paths = Switches.Paths("PATH", "policy files, folders of them, or shipped names");
        var filter = new Option<string>("--filter")
        {
            Description = "only tests whose name contains this",
            HelpName = "TEXT",
        };
        var junit = new Option<string>("--junit")
        {
            Description = "also write a report in JUnit's form",
            HelpName = "FILE",
        };
        var command = new Command("test", "run the tests and scenarios in policy files")
        {
            paths,
            filter,
            junit,
            switches.EngineOption,
        };
        command.SetAction(parsed => Run(
            shell,
            switches.ReplyTo(parsed),
            parsed.GetRequiredValue(paths),
            new TestSession(shell, switches.EngineOf(parsed), parsed.GetValue(filter) ?? ""),
            parsed.GetValue(junit)));
        return command;
    }

    private static int Run(
        Shell shell, Reply reply, string[] paths, TestSession session, string? junit)
    {
        if (session.Run(paths).Failed(out var runs, out var complaint))
        {
            return reply.Refuse(complaint);
        }

        if (junit is not null
            && new FileReader(shell).Write(junit, JunitText.Of(runs)) is { } unwritten)
        {
            return reply.Refuse(unwritten);
        }

        var exit = runs.All(r => r.IsGood) ? ExitCode.Done : ExitCode.No;
        return reply.Give(
            "test", exit, TestPage.AnswerOf(runs), page => TestPage.Write(page, runs));
    }
}
