using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Commands;

/// <summary>Runs the tests, tables and scenarios in policy files.</summary>
internal static class TestCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var paths = Switches.Paths("PATH", "policy files, folders of them, or shipped names");
        var filter = Option<string>(
            "--filter", "TEXT", "only tests whose name has this in it; * stands for any text");
        var junit = Option<string>("--junit", "FILE", "also write a report in JUnit's form");
        var seed = Option<ulong?>(
            "--seed", "N", "of over 100,000 situations try as many, drawn by this number");
        var jobs = Option<int?>(
            "--jobs", "N", "how many tests run at once; otherwise one a processor");
        var coverage = new Option<bool>("--coverage")
        {
            Description = "what the tests cover of rules and regions, and cases that are missing",
        };
        var command = new Command("test", "run the tests and scenarios in policy files")
        {
            paths,
            filter,
            junit,
            seed,
            jobs,
            coverage,
            switches.EngineOption,
        };
        command.SetAction(parsed => Run(
            shell,
            switches.ReplyTo(parsed),
            parsed.GetRequiredValue(paths),
            new TestWish(
                switches.EngineOf(parsed),
                new TestFilter(parsed.GetValue(filter) ?? ""),
                parsed.GetValue(seed),
                parsed.GetValue(jobs) ?? Environment.ProcessorCount,
                parsed.GetValue(coverage)),
            parsed.GetValue(junit)));
        return command;
    }

    private static Option<T> Option<T>(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };

    private static int Run(
        Shell shell, Reply reply, string[] paths, TestWish wish, string? junit)
    {
        if (wish.Jobs < 1)
        {
            return reply.Refuse(new Complaint.Unusable("--jobs: at least one", "leave it out"));
        }

        if (new TestSession(shell, wish).Run(paths).Failed(out var runs, out var complaint))
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
            "test", exit, TestAnswer.Of(runs), page => TestPage.Write(page, runs));
    }
}
