using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Testing;

/// <summary>Runs the tests and tables of a policy file: every situation of a test is driven through
/// policy and machine, and compared part by part.</summary>
public sealed class PolicyTestRunner(PolicyRunner runner)
{
    private readonly CaseSpace _space = new(runner);

    /// <summary>How many situations all tests of the file speak of.</summary>
    public long CountCases() =>
        runner.Policy.Tests.Sum(t => _space.Count(t) * t.Expectations.Length);

    /// <summary>Runs every test whose name contains <paramref name="filter"/>.</summary>
    public IEnumerable<TestReport> RunAll(string filter = "") =>
        runner.Policy.Tests
            .Where(t => t.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            .Select(Run);

    /// <summary>Runs one test.</summary>
    public TestReport Run(BoundTest test)
    {
        var count = _space.Count(test);
        if (count > CaseSpace.MaxCases)
        {
            return new TestReport(test.Name, test.Place, 0, TooMany(test));
        }

        var failure = _space.Situations(
            test).Select(s => FindFailure(test, s)).FirstOrDefault(f => f is not null);
        return new TestReport(test.Name, test.Place, count * test.Expectations.Length, failure);
    }

    private static TestFailure TooMany(BoundTest test) => new(
        "the situation",
        string.Create(CultureInfo.InvariantCulture, $"at most {CaseSpace.MaxCases:N0} situations"),
        "more: narrow a range or a `-`",
        [],
        [],
        test.Place);

    private TestFailure? FindFailure(BoundTest test, Situation situation)
    {
        if (situation.FindProblem(runner.Kernel) is { } problem)
        {
            return new TestFailure(
                "the situation", "a machine that can be built", problem, Describe(
                    situation), [], test.Place);
        }

        foreach (var expected in test.Expectations)
        {
            var result = runner.Run(situation, ActionOf(expected.Result));
            if (runner.Fault is { } fault)
            {
                return Undecided(fault, situation, expected);
            }

            if (Comparison.FindDifference(expected, result) is { } difference)
            {
                return new TestFailure(
                    difference.Part,
                    difference.Expected,
                    difference.Actual,
                    Describe(situation),
                    Explain(result),
                    expected.Place);
            }
        }

        return null;
    }

    private static TestFailure Undecided(
        Diagnostic fault, Situation situation, BoundExpectation expected) =>
        new(
            "the decision",
            "a policy that keeps its word",
            fault.Message,
            Describe(situation),
            [$"`{fault.Place.Text}` stands at {fault.Place}", fault.Help ?? ""],
            expected.Place);

    private static DriverAction ActionOf(ResultSymbol result) => result.Name switch
    {
        "window" => DriverAction.SetMasks,
        "sync" => DriverAction.Sync,
        "alloc" => DriverAction.Alloc,
        "resource" => DriverAction.Resource,
        _ => DriverAction.Map,
    };

    private static ImmutableArray<string> Describe(Situation situation) =>
        [.. situation.Given.Select(g => $"{g.Key.Name} = {ValueText.Show(g.Key.Type, g.Value)}")];

    private static ImmutableArray<string> Explain(TrialResult result)
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
