using System.CommandLine;
using DmaRules.Analysis.Proof;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Cli.Commands;

/// <summary>What holds on every machine for every driver, or the smallest cases where it does
/// not.</summary>
internal static class ProveCommand
{
    private const int MostClaims = 64;

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
        var size = new SizeOptions();
        var command = new Command("prove", "what holds for every machine and driver, or a case")
        {
            policy,
            claim,
            given,
            switches.EngineOption,
        };
        foreach (var option in size.All)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            return new PolicyFinder(shell).Find(parsed.GetRequiredValue(policy))
                .Failed(out var found, out var complaint)
                || SituationReader.Read(found, parsed.GetValue(given) ?? [], computedToo: false)
                    .Failed(out var situation, out complaint)
                || Choose(found, parsed.GetValue(claim)).Failed(out var claims, out complaint)
                ? reply.Refuse(complaint)
                : Run(
                    shell,
                    reply,
                    found,
                    claims,
                    (situation, size.Of(parsed)),
                    switches.EngineOf(parsed));
        });
        return command;
    }

    private static Read<Claim[]> Choose(BoundPolicy policy, string? name)
    {
        var all = Prover.ClaimsOf(policy);
        Claim[] chosen = [.. all.Where(c => name is null || c.Name == name)];
        return chosen.Length switch
        {
            0 => new Read<Claim[]>(null, new Complaint.Unusable(
                $"no invariant is called `{name}`",
                Suggestion.Help(name!, [.. all.Select(c => c.Name)]))),
            > MostClaims => new Read<Claim[]>(null, new Complaint.Unusable(
                $"more than {MostClaims} invariants", "name one of them")),
            _ => new Read<Claim[]>(chosen, null),
        };
    }

    private static int Run(
        Shell shell,
        Reply reply,
        BoundPolicy policy,
        Claim[] claims,
        (Situation Given, SpaceSize Size) asked,
        EngineChoice choice)
    {
        using var engine = Engines.Open(choice, plannedDecisions: long.MaxValue);
        using var progress = new Progress(shell, "machines");
        var report = Prover.Prove(
            new PolicyRunner(policy, engine),
            [.. claims],
            asked.Given,
            asked.Size,
            progress.Say);
        return ProofPage.Give(reply, policy, asked.Given, report);
    }
}
