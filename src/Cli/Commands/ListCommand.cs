using System.CommandLine;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Commands;

/// <summary>The shipped policies.</summary>
internal static class ListCommand
{
    public static Command Create(Switches switches)
    {
        var command = new Command("list", "the shipped policies");
        command.SetAction(parsed => Run(switches.ReplyTo(parsed)));
        return command;
    }

    private static int Run(Reply reply)
    {
        using var engine = new InterpretedEngine();
        var shelf = new PolicyShelf(engine);
        (string Name, BoundPolicy? Policy)[] policies =
            [.. ShippedPolicies.Names.Select(n => (n, shelf.Find(n)))];
        var answer = new
        {
            Policies = policies.Select(p => new
            {
                p.Name,
                Title = p.Policy?.Name,
                p.Policy?.Version,
                p.Policy?.Kernel,
                Because = Because(p.Policy),
            }),
        };
        return reply.Give("list", ExitCode.Done, answer, page => page.Columns(0, fixedColumns: 3,
        [
            .. policies.Select(p => new[]
            {
                Words.Strong(p.Name),
                p.Policy?.Version ?? "",
                p.Policy?.Kernel ?? "",
                Because(p.Policy),
            }),
        ]));
    }

    private static string Because(BoundPolicy? policy) =>
        policy?.Metas.FirstOrDefault(m => m.Key == "because")?.Text ?? "";
}
