using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Policies.Testing;

/// <summary>A scenario as a test: passed if every expectation was met.</summary>
public static class ScenarioTest
{
    /// <summary>The first expectation that was not met, as tests report it.</summary>
    public static TestReport Of(ScenarioReport report)
    {
        var source = report.Plan.Source;
        return new TestReport(source.Name, source.Place, 1, FindFailure(report));
    }

    private static TestFailure? FindFailure(ScenarioReport report)
    {
        if (report.Problem is { } problem)
        {
            return new TestFailure(
                "the situation",
                "a machine that can be built",
                problem,
                Describe(report),
                [],
                report.Plan.Source.Place);
        }

        if (report.Fault is { } fault)
        {
            return new TestFailure(
                "the decision",
                "a policy that keeps its word",
                fault.Message,
                Describe(report),
                [$"`{fault.Place.Text}` stands at {fault.Place}", fault.Help ?? ""],
                report.Plan.Source.Place);
        }

        var step = report.Steps.FirstOrDefault(s => s.Difference is not null);
        return step is { Difference: { } found }
            ? new TestFailure(
                found.Part,
                found.Expected,
                found.Actual,
                Describe(report),
                [.. step.Events.Select(e => EventText.Of(e))],
                step.Step.Place)
            : null;
    }

    private static ImmutableArray<string> Describe(ScenarioReport report) =>
    [
        .. report.Plan.Situation.Given
            .Select(g => $"{g.Key.Name} = {ValueText.Show(g.Key.Type, g.Value)}"),
    ];
}
