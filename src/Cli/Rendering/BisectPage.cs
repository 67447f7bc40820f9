using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Rendering;

/// <summary>A device under one policy.</summary>
internal sealed record BisectStep(BoundPolicy Policy, TrialResult Result)
{
    public string Window => Result.Window is { } window
        ? OutcomeText.Of(window.Action, Result.Granted)
        : "not asked";

    public string Path => Result.Path is { } path ? OutcomeText.Of(path) : "not asked";

    public bool DiffersFrom(BisectStep other) =>
        Window != other.Window || Path != other.Path
            || Result.Verdict.ToString() != other.Result.Verdict.ToString();
}

/// <summary>What <c>bisect</c> says: a line for each policy, and which of them changed
/// something.</summary>
internal static class BisectPage
{
    /// <summary>Answers; <paramref name="changed"/> are the positions of the steps that are unlike
    /// the one before.</summary>
    public static int Give(
        Reply reply, Situation given, BisectStep[] steps, IReadOnlyList<int> changed)
    {
        var answer = new
        {
            Given = PolicyText.Given(given),
            First = changed.Count > 0 ? PolicyText.NameOf(steps[changed[0]].Policy) : null,
            Steps = steps.Select((s, i) => new
            {
                Policy = PolicyText.NameOf(s.Policy),
                s.Policy.Version,
                Changed = changed.Contains(i),
                Result = TrialAnswer.Of(s.Result),
            }),
        };
        return reply.Give("bisect", ExitCode.Done, answer, page =>
        {
            Words[][] rows = [.. steps.Select((s, i) => Row(s, changed.Contains(i)))];
            page.Columns(0, fixedColumns: 4, rows);
            page.Line();
            if (changed.Count == 0)
            {
                page.Line("it fares the same under all of them");
                return;
            }

            WriteFirst(page, steps[changed[0] - 1], steps[changed[0]]);
        });
    }

    private static Words[] Row(BisectStep step, bool isChanged) =>
    [
        isChanged ? Words.Bad("*") : " ",
        PolicyText.NameOf(step.Policy),
        step.Window,
        step.Path,
        step.Result.Verdict is Verdict.Ok ? Words.Good("ok") : Words.Bad($"{step.Result.Verdict}"),
    ];

    private static void WriteFirst(Page page, BisectStep before, BisectStep first)
    {
        page.Prose(
            0,
            "first otherwise under ",
            Words.Strong(PolicyText.NameOf(first.Policy)),
            $", {first.Policy.Version}: {Tell(before)} -> {Tell(first)}");
        foreach (var meta in first.Policy.Metas)
        {
            page.Prose(2, Words.Quiet($"{meta.Key}: {meta.Text}"));
        }

        page.Line(
            $"dmarules diff {PolicyText.NameOf(before.Policy)} {PolicyText.NameOf(first.Policy)}");
    }

    private static string Tell(BisectStep step) => $"{step.Path}, {step.Result.Verdict}";
}
