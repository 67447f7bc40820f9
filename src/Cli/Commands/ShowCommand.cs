using System.CommandLine;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Commands;

/// <summary>A shipped policy's text, to read or to start from.</summary>
internal static class ShowCommand
{
    public static Command Create(Switches switches)
    {
        var name = new Argument<string>("NAME") { Description = "a shipped policy's name" };
        var command = new Command("show", "the text of a shipped policy") { name };
        command.SetAction(parsed => Run(switches.ReplyTo(parsed), parsed.GetRequiredValue(name)));
        return command;
    }

    private static int Run(Reply reply, string name)
    {
        if (ShippedPolicies.Find(name) is not { } source)
        {
            return reply.Refuse(new Complaint.Unusable(
                $"no shipped policy is called `{name}`",
                Suggestion.Help(name, ShippedPolicies.Names)));
        }

        var answer = new { Name = name, File = source.Path, Text = source.Content };
        return reply.Give("show", ExitCode.Done, answer, page => page.Verbatim(source.Content));
    }
}
