using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Commands;

/// <summary>How policies followed upon each other: each step as a difference in meaning.</summary>
internal static class HistoryCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policies = Switches.Policies();
        var command = new Command("history", "what each kernel changed, or each of some policies")
        {
            policies,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            return new PolicyFinder(shell).FindAll(Chain.Of(parsed.GetValue(policies)))
                .Failed(out var found, out var complaint)
                ? reply.Refuse(complaint)
                : Run(shell, reply, switches.EngineOf(parsed), found);
        });
        return command;
    }

    private static int Run(
        Shell shell, Reply reply, EngineChoice choice, IReadOnlyList<BoundPolicy> policies)
    {
        using var engine = Engines.Open(choice, plannedDecisions: 1);
        using var progress = new Progress(shell, "steps");
        var steps = new List<(BoundPolicy Policy, DifferencePage Page)>();
        foreach (var (before, after) in policies.Zip(policies.Skip(1)))
        {
            steps.Add((after, PolicyPair.Compare(before, after, engine, rare: 0)));
            progress.Say(steps.Count, policies.Count - 1);
        }

        var answer = new { Steps = steps.Select(s => s.Page.Answer) };
        return reply.Give("history", ExitCode.Done, answer, page =>
        {
            page.Line(TitleOf(policies[0]));
            foreach (var (policy, difference) in steps)
            {
                page.Line();
                page.Line(TitleOf(policy));
                foreach (var meta in policy.Metas)
                {
                    page.Prose(2, $"{meta.Key}: {meta.Text}");
                }

                difference.WriteInShort(page);
            }

            page.Line();
            page.Prose(0, "`dmarules diff` shows each step whole");
        });
    }

    private static Words TitleOf(BoundPolicy policy) =>
        Words.Strong($"{PolicyText.NameOf(policy)}  {policy.Version}".TrimEnd());
}
