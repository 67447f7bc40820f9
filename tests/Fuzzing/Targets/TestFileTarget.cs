using DmaRules.Dsl.Evaluation;
using DmaRules.Fuzzing.Inputs;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Fuzzing.Targets;

/// <summary>The tests and tables of a file, run.</summary>
internal sealed class TestFileTarget : FuzzTarget
{
    // A test may speak of 100,000 situations, and takes its time for them; here, few do as well.
    private const long MostCases = 2_000;

    public override string Name => "tests";

    public override IEnumerable<byte[]> Seeds => CorpusFiles.Rules;

    public override void Run(byte[] input, Observations seen)
    {
        if (PolicyText.Load(input, seen) is not { Tests.IsEmpty: false } policy)
        {
            return;
        }

        using var engine = new InterpretedEngine();
        var tests = new PolicyTestRunner(new PolicyRunner(policy, engine));
        if (tests.CountCases(policy.Tests) > MostCases)
        {
            seen.Add("too many cases");
            return;
        }

        foreach (var report in tests.RunAll())
        {
            seen.Add($"passed {report.Failure is null}");
            seen.Add("cases", report.Cases);
        }
    }
}
