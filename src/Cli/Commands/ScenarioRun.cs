using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>The part of <c>run</c> that plays the scenarios of a file.</summary>
internal static class ScenarioRun
{
    private const string All = "*";

    public static int Run(
        Reply reply,
        PolicyFinder finder,
        BoundPolicy file,
        string name,
        string[] given,
        EngineChoice choice)
    {
        BoundScenario[] chosen = [.. file.Scenarios.Where(s => name == All || s.Name == name)];
        if (chosen.Length == 0 || given.Length > 0)
        {
            return reply.Refuse(Complain(file, name, given));
        }

        using var engine = Engines.Open(choice, plannedDecisions: 1);
        var reports = new List<ScenarioReport>();
        foreach (var scenario in chosen)
        {
            if (finder.Play(scenario, file, engine).Failed(out var report, out var complaint))
            {
                return reply.Refuse(complaint);
            }

            reports.Add(report);
        }

        var exit = reports.All(IsGood) ? ExitCode.Done : ExitCode.No;
        var answer = new
        {
            Policy = file.Source.Path,
            file.Kernel,
            Engine = engine.Name,
            Scenarios = reports.Select(AnswerOf),
        };
        return reply.Give("run", exit, answer, page =>
        {
            for (var i = 0; i < reports.Count; i++)
            {
                Write(page, reports[i], isFirst: i == 0);
            }
        });
    }

    private static Complaint.Unusable Complain(BoundPolicy file, string name, string[] given)
    {
        if (given.Length > 0)
        {
            return new Complaint.Unusable(
                "a scenario says itself what is given", "leave out the facts, or --scenario");
        }

        var names = file.Scenarios.Select(s => s.Name).ToList();
        return names.Count == 0
            ? new Complaint.Unusable($"{file.Source.Path} has no scenario", null)
            : new Complaint.Unusable(
                $"{file.Source.Path} has no scenario \"{name}\"", Suggestion.Help(name, names));
    }

    // What is expected may still be bad: `test` asks for the one, `run` for the other.
    private static bool IsGood(ScenarioReport report) =>
        report.Passed && report.Verdict is not (Verdict.Breaks or Verdict.Leaks);

    private static void Write(Page page, ScenarioReport report, bool isFirst)
    {
        if (!isFirst)
        {
            page.Line();
        }

        page.Prose(0, Words.Strong(report.Plan.Source.Name));
        if (report.Problem is { } problem)
        {
            page.Prose(2, Words.Bad(problem));
            return;
        }

        foreach (var step in report.Steps)
        {
            page.Line();
            page.Prose(0, step.Step.Place.Text.ReplaceLineEndings(" ").Trim());
            foreach (var happened in step.Events)
            {
                RunPage.WriteEvent(page, happened);
            }

            if (step.NotJudged is { } fault)
            {
                page.Prose(2, Words.Quiet($"not judged: {fault}"));
            }

            if (step.Difference is { } difference)
            {
                page.Prose(2, Words.Bad(
                    $"{difference.Part}: expected {difference.Expected}, got {difference.Actual}"));
            }
        }

        DiagnosticAnswer.WriteBelow(page, DiagnosticAnswer.NoneOrOne(report.Fault));
        page.Line();
        page.Columns(0, fixedColumns: 1,
        [
            ["verdict", RunPage.Tell(report.Verdict)],
            .. report.Exposures.Select(
                e => new Words[] { "exposure", $"{e.Device} {RunPage.Tell(e.Exposure)}" }),
        ]);
    }

    private static object AnswerOf(ScenarioReport report) => new
    {
        report.Plan.Source.Name,
        report.Passed,
        report.Problem,
        Steps = report.Steps.Select(s => new
        {
            Text = s.Step.Place.Text,
            s.Seen,
            s.NotJudged,
            Events = s.Events.Select(e => EventText.Of(e)),
            s.Difference,
        }),
        Verdict = TrialAnswer.VerdictOf(report.Verdict),
        Diagnostics = DiagnosticAnswer.Of(DiagnosticAnswer.NoneOrOne(report.Fault)),
        Exposures = report.Exposures
            .Select(e => new { e.Device, Exposure = TrialAnswer.ExposureOf(e.Exposure) }),
    };
}
