using System.CommandLine;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>Drives the machine with a policy: what happened, what came of it, what could be
/// reached.</summary>
internal static class RunCommand
{
    public static Command Create(Shell shell, Switches switches)
    {
        var policy = Switches.Policy();
        var facts = Switches.Facts();
        var scenario = new Option<string>("--scenario")
        {
            Description = "run the file's scenario of that name; `*` runs all of them",
            HelpName = "NAME",
        };
        var command = new Command("run", "drive the machine: events, verdict, exposure")
        {
            policy,
            facts,
            scenario,
            switches.EngineOption,
        };
        command.SetAction(parsed =>
        {
            var reply = switches.ReplyTo(parsed);
            var finder = new PolicyFinder(shell);
            var choice = switches.EngineOf(parsed);
            var name = parsed.GetRequiredValue(policy);
            if (finder.Find(name).Failed(out var found, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            var given = parsed.GetValue(facts) ?? [];
            if (IsOfScenarios(found, given) || parsed.GetValue(scenario) is not null)
            {
                return ScenarioRun.Run(
                    reply, finder, found, parsed.GetValue(scenario) ?? "*", given, choice);
            }

            return SituationReader.Read(found, given, computedToo: false)
                .Failed(out var situation, out complaint)
                ? reply.Refuse(complaint)
                : Run(reply, found, situation, choice);
        });
        return command;
    }

    // A file that is no policy but has scenarios is there to be run as it is.
    private static bool IsOfScenarios(BoundPolicy policy, string[] given) =>
        policy.Name is null && !policy.Scenarios.IsEmpty && given.Length == 0;

    private static int Run(
        Reply reply, BoundPolicy policy, Situation situation, EngineChoice choice)
    {
        using var engine = Engines.Open(choice, plannedDecisions: 1);
        var recorder = new EventRecorder();
        var runner = new PolicyRunner(policy, engine, recorder);
        var result = runner.Run(situation, situation.GivenAction);
        BoundInvariant[] violated = [.. runner.Violated(result)];
        var faults = DiagnosticAnswer.NoneOrOne(runner.Fault);
        var isBad = result.Verdict is Verdict.Breaks or Verdict.Leaks
            || violated.Length > 0
            || faults.Length > 0;
        var answer = new
        {
            Policy = PolicyText.NameOf(policy),
            policy.Kernel,
            Engine = engine.Name,
            Given = PolicyText.Given(situation),
            Events = recorder.Events.Select(e => EventText.Of(e)),
            DroppedEvents = recorder.Dropped,
            Window = TrialAnswer.WindowOf(result),
            Path = TrialAnswer.PathOf(result),
            Verdict = TrialAnswer.VerdictOf(result.Verdict),
            result.Bounced,
            Effort = TrialAnswer.EffortOf(result.Effort),
            Exposure = TrialAnswer.ExposureOf(result.Exposure),
            Violated = violated.Select(i => new { i.Name, Place = DiagnosticAnswer.Of(i.Place) }),
            Diagnostics = DiagnosticAnswer.Of(faults),
        };
        return reply.Give("run", isBad ? ExitCode.No : ExitCode.Done, answer, page =>
        {
            page.Prose(
                0, $"{PolicyText.NameOf(policy)} on {policy.Kernel}: {GivenWords(situation)}");
            page.Line();
            RunPage.WriteEvents(page, recorder.Events, recorder.Dropped);
            page.Line();
            RunPage.WriteVerdict(page, result.Verdict, result.Exposure);
            RunPage.WriteEffort(page, result.Effort);
            RunPage.WriteViolated(page, violated);
            DiagnosticAnswer.WriteBelow(page, faults);
        });
    }

    private static string GivenWords(Situation situation)
    {
        var given = string.Join(", ", PolicyText.Given(situation));
        return given.Length == 0 ? "nothing given" : given;
    }
}
