using System.Collections.Immutable;
using System.Text.Json.Nodes;
using DmaRules.Cli.Input;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Rendering;

/// <summary>What came of tests, as JSON says it.</summary>
internal static class TestAnswer
{
    public static object Of(IReadOnlyList<FileRun> runs) => new
    {
        Passed = runs.Sum(r => r.Passed),
        Failed = runs.Sum(r => r.Failed),
        Files = runs.Select(r => new
        {
            r.Path,
            Engine = r.Engine.Length == 0 ? null : r.Engine,
            r.Passed,
            r.Failed,
            r.Cases,
            Diagnostics = DiagnosticAnswer.Of(r.Diagnostics),
            Tests = r.Reports.Select(Of),
            Coverage = CoveragePage.AnswerOf(r.Coverage),
        }),
    };

    private static object Of(TestReport report) => new
    {
        report.Name,
        Place = DiagnosticAnswer.Of(report.Place),
        report.Cases,
        report.Situations,
        report.LeftOut,
        Sample = report.Sample is { } sample
            ? new { sample.Seed, Of = JsonNode.Parse(sample.Of.ToString()) }
            : null,
        report.Passed,
        Failure = report.Failure is { } failure ? InShort(failure) : null,
        Failures = report.Failures.Select(Of),
    };

    private static object InShort(TestFailure failure) => new
    {
        failure.Part,
        failure.Expected,
        failure.Actual,
        failure.Situation,
        failure.Explanation,
        Place = DiagnosticAnswer.Of(failure.Place),
    };

    private static object Of(TestFailure failure) => new
    {
        Place = DiagnosticAnswer.Of(failure.Place),
        failure.Step,
        failure.Situation,
        failure.Explanation,
        failure.Parts,
        Decisions = failure.Decisions.Select(Of),
        Events = failure.Story?.Events,
        Failing = failure.Extent is { } extent
            ? new { Situations = extent.Failing, extent.Tried, extent.Regions, extent.OtherRegions }
            : null,
        WouldPass = failure.Repair is { } repair ? new { repair.Changes, repair.Tried } : null,
    };

    private static object Of(DecisionReport decision) => new
    {
        Decision = decision.Name,
        Decider = Of(decision.Decider),
        Wanted = decision.Wanted.Select(Of),
        Above = decision.Above.Select(r => new
        {
            Rule = r.Rule.Name,
            Place = DiagnosticAnswer.Of(r.Rule.Place),
            FirstFalse = r.Condition?.FirstFalse?.Words,
        }),
        decision.OthersAbove,
    };

    private static object Of(RuleReport rule) => new
    {
        Rule = rule.Rule.Name,
        Outcome = rule.Rule.Outcome.Text,
        Place = DiagnosticAnswer.Of(rule.Rule.Place),
        When = rule.Condition is { } condition ? Of(condition, []) : null,
    };

    // What a `let` stands for is said where it is first named: written out each time, a few of them
    // that name each other twice would fill the world.
    private static JsonObject Of(ConditionReport part, HashSet<string> lets)
    {
        var isKnown = part.Kind == ConditionKind.Let && !lets.Add(part.Words);
        ImmutableArray<ConditionReport> parts = isKnown ? [] : part.Parts;
        return new JsonObject
        {
            ["words"] = part.Words,
            ["holds"] = part.Holds,
            ["facts"] = new JsonObject(part.Facts.Select(
                f => KeyValuePair.Create(f.Fact.Name, (JsonNode?)f.Value))),
            ["parts"] = new JsonArray([.. parts.Select(p => Of(p, lets))]),
        };
    }
}
