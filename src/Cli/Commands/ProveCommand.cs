using System.Collections.Immutable;
using System.CommandLine;
using DmaRules.Analysis.Proof;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Cli.Commands;

/// <summary>What holds on every machine for every driver, or the smallest case where it does
/// not.</summary>
internal static class ProveCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policy = Switches.Policy();
        var claim = new Argument<string>("CLAIM")
        {
            Description = "one invariant, predefined or the policy's; without it all of them",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var given = new Option<string[]>("--given")
        {
            Description = "keep a fact to one value, as in `--given is_secure_guest=yes`",
            HelpName = "FACT=VALUE",
        };
        var command = new Command("prove", "what holds for every machine and driver, or a case")
        {
            policy,
            claim,
            given,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            return new PolicyFinder(shell).Find(parsed.GetRequiredValue(policy))
                .Failed(out var found, out var complaint)
                || SituationReader.Read(found, parsed.GetValue(given) ?? [], computedToo: false)
                    .Failed(out var situation, out complaint)
                || Choose(found, parsed.GetValue(claim)).Failed(out var claims, out complaint)
                ? reply.Refuse(complaint)
                : Run(shell, reply, found, claims, situation, switches.EngineOf(parsed));
        });
        return command;
    }

    private static Read<Claim[]> Choose(BoundPolicy policy, string? name)
    {
        var all = Prover.ClaimsOf(policy);
        Claim[] chosen = [.. all.Where(c => name is null || c.Name == name)];
        return chosen.Length > 0
            ? new Read<Claim[]>(chosen, null)
            : new Read<Claim[]>(null, new Complaint.Unusable(
                $"no invariant is called `{name}`",
                Suggestion.Help(name!, [.. all.Select(c => c.Name)])));
    }

    private static int Run(
        Shell shell,
        Reply reply,
        BoundPolicy policy,
        Claim[] claims,
        Situation situation,
        EngineChoice choice)
    {
        using var engine = Engines.Open(choice, plannedDecisions: long.MaxValue);
        using var progress = new Progress(shell, "machines");
        var report = Prover.Prove(
            new PolicyRunner(policy, engine), [.. claims], situation, progress.Say);
        var isProved = report.Results.All(r => r.Smallest is null);
        var name = PolicyText.NameOf(policy);
        var answer = new
        {
            Policy = name,
            policy.Kernel,
            Given = PolicyText.Given(situation),
            report.Machines,
            report.Drivers,
            report.Runs,
            MaskClasses = report.Masks,
            Claims = report.Results.Select(r => AnswerOf(r, name)),
        };
        return reply.Give("prove", isProved ? ExitCode.Done : ExitCode.No, answer, page =>
        {
            foreach (var result in report.Results)
            {
                Write(page, result, name);
            }

            page.Prose(0, FormattableString.Invariant(
                $"over {report.Machines:N0} machines and {report.Drivers:N0} drivers: ")
                + FormattableString.Invariant($"{report.Runs:N0} runs"));
            page.Prose(0, $"mask classes from {MasksOf(report.Masks)} bits on");
        });
    }

    private static string MasksOf(ImmutableArray<ulong> masks) =>
        Suggestion.List(masks.Select(m => $"{m}"), "and");

    private static void Write(Page page, ClaimResult result, string policy)
    {
        if (result.Smallest is not { } example)
        {
            page.Line(Words.Good("proved "), "  ", result.Claim.Name);
            page.Prose(9, Words.Quiet(result.Claim.Says));
            page.Line();
            return;
        }

        page.Line(Words.Bad("refuted"), "  ", result.Claim.Name);
        page.Prose(9, Words.Quiet(result.Claim.Says));
        var times = FormattableString.Invariant($"{result.Violations:N0} runs");
        var other = example.Other is { } compared ? $", {compared}" : "";
        page.Prose(9, $"not so in {times}; the smallest: {example.Verdict}{other}");
        page.Line();
        if (CounterexampleText.Scenario(result.Claim.Name, policy, example) is { } scenario)
        {
            page.Verbatim(scenario);
            page.Line();
        }

        var arguments = string.Join(' ', CounterexampleText.Arguments(example));
        page.Line($"dmarules run {policy} {arguments}");
        page.Line();
    }

    private static object AnswerOf(ClaimResult result, string policy) => new
    {
        result.Claim.Name,
        result.Claim.Says,
        Proved = result.Smallest is null,
        result.Violations,
        Counterexample = result.Smallest is { } example
            ? new
            {
                example.Verdict,
                example.Other,
                Arguments = CounterexampleText.Arguments(example),
                Scenario = CounterexampleText.Scenario(result.Claim.Name, policy, example),
            }
            : null,
    };
}
