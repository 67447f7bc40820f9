using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>One device under one policy after another: where it began to fare otherwise.</summary>
internal static class BisectCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var facts = Switches.Facts();
        var policies = new Option<string[]>("--policy")
        {
            Description = "a policy of the chain, oldest first; otherwise the shipped kernels",
            HelpName = "POLICY",
        };
        var command = new Command("bisect", "in which policy a device first fared otherwise")
        {
            facts,
            policies,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            return new PolicyFinder(shell).FindAll(Chain.Of(parsed.GetValue(policies)))
                .Failed(out var found, out var complaint)
                || ReadAll(found, parsed.GetValue(facts) ?? [])
                    .Failed(out var situations, out complaint)
                ? reply.Refuse(complaint)
                : Run(reply, switches.EngineOf(parsed), found, situations);
        });
        return command;
    }

    // Each policy has parameters of its own.
    private static Read<List<Situation>> ReadAll(
        IReadOnlyList<BoundPolicy> policies, string[] facts)
    {
        var situations = new List<Situation>();
        foreach (var policy in policies)
        {
            if (SituationReader.Read(policy, facts, computedToo: false)
                .Failed(out var situation, out var complaint))
            {
                return new Read<List<Situation>>(null, complaint);
            }

            situations.Add(situation);
        }

        return new Read<List<Situation>>(situations, null);
    }

    private static int Run(
        Reply reply,
        EngineChoice choice,
        IReadOnlyList<BoundPolicy> policies,
        List<Situation> situations)
    {
        using var engine = Engines.Open(choice, plannedDecisions: 1);
        BisectStep[] steps =
        [
            .. policies.Zip(situations, (p, s) => new BisectStep(
                p, new PolicyRunner(p, engine).Run(s, s.GivenAction))),
        ];
        var changed = Enumerable.Range(1, steps.Length - 1)
            .Where(i => steps[i].DiffersFrom(steps[i - 1]))
            .ToArray();
        return BisectPage.Give(reply, situations[0], steps, changed);
    }
}
