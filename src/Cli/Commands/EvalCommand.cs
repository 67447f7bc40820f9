using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>One decision: which window and which path, by which rule, and why.</summary>
internal static class EvalCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policy = Switches.Policy();
        var facts = Switches.Facts();
        var options = new EvalOptions();
        var command = new Command("eval", "one decision, and the rule that made it")
        {
            policy,
            facts,
            options.Why,
            options.WhyNot,
            options.Flip,
            options.Alone,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            var given = parsed.GetValue(facts) ?? [];
            if (new PolicyFinder(shell).Find(parsed.GetRequiredValue(policy))
                .Failed(out var found, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            return parsed.GetValue(options.Alone) is { } decision
                ? options.FindContradiction(parsed) is { } contradiction
                    ? reply.Refuse(contradiction)
                    : LoneDecision.Run(
                        reply, found, decision, given, parsed.GetValue(options.Why))
                : SituationReader.Read(found, given, computedToo: true)
                    .Failed(out var situation, out complaint)
                    || options.Wishes(parsed, found).Failed(out var wishes, out complaint)
                    ? reply.Refuse(complaint)
                    : Run(
                        reply,
                        found,
                        situation,
                        switches.EngineOf(parsed),
                        (parsed.GetValue(options.Why), wishes));
        });
        return command;
    }

    private static int Run(
        Reply reply,
        BoundPolicy policy,
        Situation situation,
        EngineChoice choice,
        (bool Why, Counterfactuals Others) asked)
    {
        var isWhyAsked = asked.Why;
        using var log = new DecisionLog(Engines.Open(choice, plannedDecisions: 1));
        var runner = new PolicyRunner(policy, log);
        var result = runner.Run(situation, situation.GivenAction);
        var faults = DiagnosticAnswer.NoneOrOne(runner.Fault);
        var decisions = new[]
        {
            DecisionAnswer.OfWindow(policy, result, log.Decisions),
            DecisionAnswer.OfPath(policy, result, log.Decisions, situation),
        };
        var others = asked.Others.Find(runner, result, situation, log.Decisions);
        var answer = new
        {
            Policy = PolicyText.NameOf(policy),
            policy.Kernel,
            Engine = log.Name,
            Given = PolicyText.Given(situation),
            Window = decisions[0].ToJson(isWhyAsked),
            Path = decisions[1].ToJson(isWhyAsked),
            WhyNot = others.WhyNotAnswer,
            Flip = others.FlipAnswer,
            Diagnostics = DiagnosticAnswer.Of(faults),
        };
        var exit = faults.Length == 0 ? ExitCode.Done : ExitCode.No;
        return reply.Give("eval", exit, answer, page =>
        {
            DecisionAnswer.Write(page, decisions);
            DiagnosticAnswer.WriteBelow(page, faults);
            if (isWhyAsked)
            {
                WriteWhy(page, decisions, log.Name);
            }

            others.Write(page);
        });
    }

    private static void WriteWhy(Page page, DecisionAnswer[] decisions, string engine)
    {
        foreach (var decision in decisions)
        {
            decision.WriteWhy(page);
        }

        page.Line();
        page.Line(Words.Quiet($"decided by the {engine} engine"));
    }
}
