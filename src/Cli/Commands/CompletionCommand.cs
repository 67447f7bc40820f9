using System.CommandLine;
using DmaRules.Cli.Rendering;

namespace DmaRules.Cli.Commands;

/// <summary>The script that teaches a shell to complete our arguments.</summary>
internal static class CompletionCommand
{
    /// <summary>The shells that there is a script for.</summary>
    public static readonly string[] Shells = ["bash", "zsh", "fish"];

    public static Command Create(Switches switches)
    {
        var name = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        var command = new Command(
            "completion", "a script that completes our arguments in your shell")
        {
            name,
        };
        command.SetAction(parsed => Run(switches.ReplyTo(parsed), parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Run(Reply reply, string name)
    {
        if (!Shells.Contains(name) || Script(name) is not { } script)
        {
            return reply.Refuse(new Complaint.Unusable(
                $"there is no completion for `{name}`",
                $"there is one for {string.Join(", ", Shells)}"));
        }

        var answer = new { Shell = name, Script = script };
        return reply.Give("completion", ExitCode.Done, answer, page => page.Verbatim(script));
    }

    private static string? Script(string name)
    {
        using var stream = typeof(CompletionCommand).Assembly
            .GetManifestResourceStream($"dmarules.{name}");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
