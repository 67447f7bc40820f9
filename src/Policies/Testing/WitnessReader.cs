using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>Runs one failed situation again, interpreted and with everything recorded, and says
/// what there is to say about it.</summary>
internal sealed class WitnessReader(PolicyRunner runner)
{
    public TestFailure Explain(BoundExpectation expected, Situation situation)
    {
        using var log = new DecisionLog(new InterpretedEngine());
        var recorder = new EventRecorder();
        var watched = new PolicyRunner(runner.Policy, log, recorder) { Kernel = runner.Kernel };
        var result = watched.Run(situation, ResultAction.Of(expected.Result));
        if (watched.Fault is { } fault)
        {
            return Undecided(fault, expected.Place, Describe(situation));
        }

        var trail = DecisionTrail.Of(runner.Policy, recorder.Events, log.Decisions);
        ImmutableArray<ExpectedPart> parts = [.. Comparison.PartsOf(expected, result)];
        return new TestFailure(expected.Place, parts, Describe(situation))
        {
            Explanation = Lines(result),
            Decisions = DecisionsOf(expected, trail),
            Story = StoryOf(parts, expected, recorder.Events, result.Verdict),
        };
    }

    public static TestFailure Undecided(
        Diagnostic fault, SourcePlace place, ImmutableArray<string> situation) =>
        TestFailure.Of(
            "the decision", "a policy that keeps its word", fault.Message, place, situation)
        with
        {
            Explanation = [$"`{fault.Place.Text}` stands at {fault.Place}", fault.Help ?? ""],
        };

    public static ImmutableArray<string> Describe(Situation situation) =>
        [.. situation.Given.Select(g => $"{g.Key.Name} = {ValueText.Show(g.Key.Type, g.Value)}")];

    // What is asked about first, then the window, because the path may have followed from it.
    private ImmutableArray<DecisionReport> DecisionsOf(
        BoundExpectation expected, ImmutableArray<DecidedEvent> trail)
    {
        var reports = ImmutableArray.CreateBuilder<DecisionReport>();
        var own = trail.Where(d => d.Happened.Subject == Trial.DeviceName).ToList();
        var isWindow = ResultAction.IsWindow(expected.Result);
        var path = own.Find(d => d.Happened.Path is not null
            && d.Happened.Words == expected.Result.Name);
        var window = own.FindLast(d => d.Happened.Window is not null);
        if (!isWindow && path is not null)
        {
            reports.Add(Report(path, expected.Outcome, expected.RuleName));
        }

        if (window is not null)
        {
            reports.Add(isWindow
                ? Report(window, expected.Outcome, expected.RuleName)
                : Report(window, null, null));
        }

        return reports.ToImmutable();

        DecisionReport Report(DecidedEvent decided, string? outcome, string? rule) =>
            DecisionReport.Of(runner.Policy, decided.Decision, outcome, rule);
    }

    // What the rules say explains who decided; what became of it, only the events do.
    private static EventStory? StoryOf(
        ImmutableArray<ExpectedPart> parts,
        BoundExpectation expected,
        IReadOnlyList<DmaEvent> events,
        Verdict verdict) =>
        parts.Any(p => p.Differs && p.Name is "dma" or "bounced")
            ? Storyteller.ToProof(events, verdict.Proof)
        : ResultAction.IsWindow(expected.Result) ? Storyteller.ToLastMaskCall(events)
        : null;

    private static ImmutableArray<string> Lines(TrialResult result)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        if (result.Window is { } window)
        {
            lines.Add($"window was decided by `{window.Rule}` at {window.Place}");
        }

        if (result.Path is { } path)
        {
            lines.Add($"path was decided by `{path.Rule}` at {path.Place}");
        }

        if (result.Verdict.Proof is { } proof)
        {
            lines.Add($"dma {result.Verdict}: {EventText.Of(proof)}");
        }

        return lines.ToImmutable();
    }
}
