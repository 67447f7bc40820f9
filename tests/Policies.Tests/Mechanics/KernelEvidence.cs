using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings;
using DmaRules.Policies.Recordings.Scenarios;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Policies.Testing;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Mechanics;

/// <summary>All that is known of one release: recorded rows, the library's tests, the mechanics.
/// </summary>
internal sealed class KernelEvidence
{
    private static readonly Dictionary<KernelProfile, KernelEvidence> Known = [];
    private static readonly InterpretedEngine Engine = new();
    private readonly KernelProfile _kernel;
    private readonly PolicyShelf _shelf;
    private readonly ImmutableArray<RecordedLine> _rows;
    private readonly ImmutableArray<BoundPolicy> _files;

    private KernelEvidence(KernelProfile kernel)
    {
        _kernel = kernel;
        _shelf = new PolicyShelf(Engine);
        _rows = [.. ReadRows().Where(r => IsFor(kernel, _shelf.Find(r.Case!.Policy)))];
        _files =
        [
            .. MechanicsFolder.All
                .Concat(ShippedPolicies.Names.Select(PolicyFiles.LoadTestsOf))
                .Where(p => IsFor(kernel, p)),
        ];
    }

    /// <summary>The evidence about a release, gathered once; the tests of one class run one after
    /// the other.</summary>
    public static KernelEvidence Of(KernelProfile kernel)
    {
        if (!Known.TryGetValue(kernel, out var evidence))
        {
            Known[kernel] = evidence = new KernelEvidence(kernel);
        }

        return evidence;
    }

    /// <summary>What does not agree any more when the release behaves like another one.</summary>
    public IEnumerable<string> FailuresUnder(KernelProfile profile) =>
        _files.SelectMany(f => TestsThatFail(f, profile))
            .Concat(RowsThatFail(profile))
            .Concat(new[] { SlotVector.FailureUnder(_kernel.Name, profile) }.OfType<string>());

    public override string ToString() =>
        $"{_rows.Length} rows, {_files.Length} files of {_kernel.Title}";

    private static bool IsFor(KernelProfile kernel, BoundPolicy? policy) =>
        policy is not null
        && (policy.Kernel, policy.Platform) == (kernel.Name, kernel.Platform.Name);

    private IEnumerable<string> RowsThatFail(KernelProfile profile) =>
        from row in _rows
        let policy = _shelf.Find(row.Case!.Policy)
        let runner = new PolicyRunner(policy, Engine) { Kernel = profile }
        where !Conformance.Run(row, runner).Passed
        select row.Id;

    private static IEnumerable<string> TestsThatFail(BoundPolicy file, KernelProfile profile)
    {
        var runner = new PolicyRunner(file, Engine) { Kernel = profile };
        var tests = new PolicyTestRunner(runner).RunAll()
            .Where(r => r.Failure is not null)
            .Select(r => r.Place.ToString());
        var scenarios = new ScenarioRunner(runner);
        return tests.Concat(
            from scenario in file.Scenarios
            let plan = ScenarioPlan.Read(scenario).Value
            where plan is null || !scenarios.Run(plan).Passed
            select scenario.Place.ToString());
    }

    private IEnumerable<RecordedLine> ReadRows()
    {
        var lines = File.ReadAllLines(RepositoryRoot.At("tests", "data", "dispatch-scenarios.csv"));
        return new DispatchScenarioReader(_shelf).Read(lines[1..]);
    }
}
