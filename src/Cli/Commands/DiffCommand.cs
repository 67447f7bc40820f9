using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;

namespace DmaRules.Cli.Commands;

/// <summary>What two policies decide differently, and for which facts: all of it.</summary>
internal static class DiffCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var before = new Argument<string>("BEFORE")
        {
            Description = "a policy file, or the name of a shipped policy",
        };
        var after = new Argument<string>("AFTER") { Description = "the policy to compare it with" };
        var rare = SizeOptions.RareOnTop();
        var command = new Command("diff", "what two policies decide differently, for all facts")
        {
            before,
            after,
            rare,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            var finder = new PolicyFinder(shell);
            return finder.Find(parsed.GetRequiredValue(before))
                .Failed(out var one, out var complaint)
                || finder.Find(parsed.GetRequiredValue(after)).Failed(out var other, out complaint)
                ? reply.Refuse(complaint)
                : Run(
                    reply,
                    switches.EngineOf(parsed),
                    (one, other),
                    parsed.GetValue(rare));
        });
        return command;
    }

    private static int Run(
        Reply reply,
        EngineChoice choice,
        (BoundPolicy Before, BoundPolicy After) policies,
        int rare)
    {
        using var engine = Engines.Open(choice, plannedDecisions: 1);
        var page = PolicyPair.Compare(policies.Before, policies.After, engine, rare);
        return reply.Give("diff", page.Exit, page.Answer, page.Write);
    }
}
