using System.Collections.Concurrent;
using System.Collections.Immutable;
using DmaRules.Analysis.Difference;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;
using DmaRules.Xunit.Asserting;
using DmaRules.Xunit.Files;

namespace DmaRules.Xunit.Discovery;

/// <summary>The tests of one file, which share a machine.</summary>
internal sealed class FileTests
{
    /// <summary>What the first test of each file is called.</summary>
    public const string Loads = "loads";

    // Test cases are made one by one from text and know nothing of each other; only this way they
    // meet in one file. It lives as long as the test assembly, which cannot change meanwhile
    // either.
    private static readonly ConcurrentDictionary<string, Lazy<FileTests>> Known = new();

    private readonly LoadedPolicy _file;
    private readonly TestBench _bench;
    private readonly Dictionary<(PolicyTestKind, string, int), PolicyTest> _tests;

    private FileTests(LoadedPolicy file)
    {
        _file = file;
        _bench = new TestBench(file.Policy);
        All = [Whole(), .. Tests(), .. Scenarios(), .. Comparisons()];
        _tests = All.ToDictionary(t => (t.Kind, t.Name, t.Number));
    }

    /// <summary>In the order of the file: that it loads, its tests and rows, its
    /// scenarios, its comparisons.</summary>
    public ImmutableArray<PolicyTest> All { get; }

    /// <summary>The tests of a file as it was when somebody first asked. Throws when there are none
    /// because it does not load.</summary>
    public static FileTests Of(TestFolder folder, string path) => Known.GetOrAdd(
        folder.FullPath(path),
        _ => new Lazy<FileTests>(() => new FileTests(LoadedPolicy.OfFile(folder, path)))).Value;

    /// <summary>One of them. Throws when the file does not have it any more.</summary>
    public PolicyTest Find(PolicyTestKind kind, string name, int number) =>
        _tests.GetValueOrDefault((kind, name, number))
        ?? throw PolicyTestException.Of(
            $"{_file.Policy.Source.Path} has no such {kind.ToString().ToLowerInvariant()} any more",
            "discover the tests again");

    private PolicyTest Whole()
    {
        var place = new SourcePlace(_file.Policy.Source, new TextSpan(0, 0));
        var report = new TestReport(Loads, place, 1, []);
        return new PolicyTest(
            PolicyTestKind.File, Loads, 1, place, _file.Policy, () => report);
    }

    private IEnumerable<PolicyTest> Tests() =>
        from test in _file.Policy.Tests
        group test by test.Name into named
        from row in named.Index()
        select new PolicyTest(
            row.Item.IsTableRow ? PolicyTestKind.Row : PolicyTestKind.Test,
            named.Key,
            row.Index + 1,
            row.Item.Place,
            _file.Policy,
            () => _bench.Run(row.Item));

    private IEnumerable<PolicyTest> Scenarios() =>
        from scenario in _file.Policy.Scenarios
        let under = ScenarioPolicy.Load(scenario, _file.Policy, _file.Resolver)
        select new PolicyTest(
            PolicyTestKind.Scenario,
            scenario.Name,
            1,
            scenario.Place,
            under.Value ?? _file.Policy,
            () => Play(scenario, under));

    private IEnumerable<PolicyTest> Comparisons() =>
        from named in _file.Policy.Differs.GroupBy(DiffersTest.NameOf)
        from claim in named.Index()
        select new PolicyTest(
            PolicyTestKind.Differs,
            named.Key,
            claim.Index + 1,
            claim.Item.Place,
            _file.Policy,
            () => Compare(claim.Item));

    private TestReport Compare(BoundDiffers claim)
    {
        var other = ReferencedPolicy.Load(claim.Other, claim.Place, _file.Resolver);
        return DiffersTest.Run(
            claim,
            _file.Policy,
            other.Value ?? throw PolicyTestException.Of(other.Diagnostics));
    }

    private static TestReport Play(BoundScenario scenario, Outcome<BoundPolicy?> under)
    {
        var policy = under.Value ?? throw PolicyTestException.Of(under.Diagnostics);
        var plan = ScenarioPlan.Read(scenario);
        using var engine = new InterpretedEngine();
        return ScenarioTest.Run(
            plan.Value ?? throw PolicyTestException.Of(plan.Diagnostics), policy, engine);
    }
}
