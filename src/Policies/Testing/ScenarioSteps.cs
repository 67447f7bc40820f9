using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>The steps of a scenario that was played, and why one of them failed.</summary>
internal sealed class ScenarioSteps(
    ScenarioReport report, BoundPolicy policy, ImmutableArray<DecidedEvent> trail)
{
    public TestFailure Explain(int step, ImmutableArray<string> situation)
    {
        var failed = report.Steps[step];
        return new TestFailure(failed.Step.Place, failed.Parts, situation)
        {
            Step = OneLine(failed.Step),
            Explanation = [.. Lines(step)],
            Decisions = DecisionsOf(failed, step),
            Story = StoryOf(failed),
        };
    }

    // What the step saw, and the steps before it that it follows from.
    private IEnumerable<string> Lines(int step)
    {
        var failed = report.Steps[step];
        if (failed.Seen.Length > 0 && failed.Parts.All(p => p.Actual != failed.Seen))
        {
            yield return $"the step saw: {failed.Seen}";
        }

        if (failed.NotJudged is { } misuse)
        {
            yield return $"not judged: {misuse}";
        }

        foreach (var earlier in report.Steps.Take(step).Reverse())
        {
            if (earlier.Step.Actor == failed.Step.Actor
                && earlier.Events.Any(IsMaskCall))
            {
                yield return $"its last mask call: {OneLine(earlier.Step)} at {earlier.Step.Place}";
                break;
            }
        }

        foreach (var earlier in report.Steps.Take(step))
        {
            foreach (var lost in earlier.Events.Where(IsLossForThePe))
            {
                yield return $"before it, {EventText.Of(lost)} at {earlier.Step.Place}";
            }
        }

        if (failed.Parts.Any(p => p.Differs && p.Name == "dma")
            && report.Steps.FirstOrDefault(s => HasProof(s, failed)) is { } guilty
            && guilty != failed)
        {
            yield return $"it went wrong in: {OneLine(guilty.Step)} at {guilty.Step.Place}";
        }
    }

    // Its own path, and the window that its device had, whenever that was decided.
    private ImmutableArray<DecisionReport> DecisionsOf(StepReport failed, int step)
    {
        var (start, end) = (EventsBefore(step), EventsBefore(step + 1));
        var own = trail.Where(d => d.Happened.Subject == failed.Step.Actor
            && d.Position < end).ToList();
        var path = own.FindLast(d => !d.Decision.IsOfWindow && d.Position >= start);
        var window = own.FindLast(d => d.Decision.IsOfWindow);
        return
        [
            .. new[] { path, window }.OfType<DecidedEvent>()
                .Select(d => Report(failed, d, isAsked: d.Position >= start)),
        ];
    }

    private DecisionReport Report(StepReport failed, DecidedEvent decided, bool isAsked)
    {
        var name = policy.Decisions[decided.Decision.Graph].Symbol.Name;
        return DecisionReport.Of(
            policy, decided.Decision, Expected(name), Expected($"rule of {name}"));

        string? Expected(string part) => isAsked
            ? failed.Parts.FirstOrDefault(p => p.Name == part)?.Expected
            : null;
    }

    // A step that only expects has no events; what it expects went wrong somewhere before.
    private EventStory? StoryOf(StepReport failed)
    {
        var told = failed.Events.IsEmpty && failed.Parts.Any(p => p.Differs && p.Name == "dma")
            ? report.Steps.FirstOrDefault(s => HasProof(s, failed)) ?? failed
            : failed;
        var proof = failed.Verdict.Proof;
        var end = proof is { } last ? told.Events.IndexOf(last) + 1 : 0;
        return end > 0
            ? Storyteller.Last(told.Events[..end], isProved: true)
            : Storyteller.Last(told.Events, isProved: false);
    }

    private int EventsBefore(int step) => report.Steps.Take(step).Sum(s => s.Events.Length);

    private static bool HasProof(StepReport step, StepReport failed) =>
        failed.Verdict.Proof is { } proof && step.Events.Contains(proof);

    // What one driver of the PE loses, its neighbours do not get either.
    private static bool IsLossForThePe(DmaEvent happened) =>
        happened.Kind is DmaEventKind.WindowNotHad or DmaEventKind.DefaultWindowRemoved;

    private static bool IsMaskCall(DmaEvent happened) =>
        happened.Kind is DmaEventKind.MaskAccepted or DmaEventKind.MaskRefused;

    private static string OneLine(ScenarioStep step) => string.Join(
        ' ', step.Place.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
