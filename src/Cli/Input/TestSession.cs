using System.Collections.Immutable;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Running;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>Runs the tests of files, one after another.</summary>
internal sealed class TestSession(Shell shell, EngineChoice choice, string filter)
{
    private readonly PolicyFinder _finder = new(shell);

    /// <summary>Every file's run, or why one cannot be read.</summary>
    public Read<IReadOnlyList<FileRun>> Run(IEnumerable<string> paths)
    {
        if (_finder.Sources(paths).Failed(out var sources, out var complaint))
        {
            return new Read<IReadOnlyList<FileRun>>(null, complaint);
        }

        var runs = new List<FileRun>();
        foreach (var source in sources)
        {
            var run = RunFile(source);
            if (run.Complaint is Complaint.Unusable unusable)
            {
                return new Read<IReadOnlyList<FileRun>>(null, unusable);
            }

            runs.Add(run.Run);
        }

        return new Read<IReadOnlyList<FileRun>>(runs, null);
    }

    private (FileRun Run, Complaint? Complaint) RunFile(Read<SourceText> read)
    {
        if (read.Value is not { } source)
        {
            ImmutableArray<Diagnostic> why =
                (read.Complaint as Complaint.Broken)?.Diagnostics ?? [];
            return (Broken(why.IsEmpty ? "" : why[0].Place.Source.Path, why), read.Complaint);
        }

        var loaded = _finder.Load(source);
        if (loaded.Value is not { } policy)
        {
            return (Broken(source.Path, loaded.Diagnostics), null);
        }

        using var engine = Engines.Open(choice, Planned(policy));
        var reports = ImmutableArray.CreateBuilder<TestReport>();
        using var progress = new Progress(shell, source.Path);
        var tests = new PolicyTestRunner(new PolicyRunner(policy, engine));
        foreach (var report in tests.RunAll(filter))
        {
            reports.Add(report);
            progress.Say(reports.Count, policy.Tests.Length);
        }

        var complaint = PlayScenarios(policy, engine, reports);
        return complaint is Complaint.Broken broken
            ? (Broken(source.Path, broken.Diagnostics), null)
            : (new FileRun(source.Path, engine.Name, reports.ToImmutable(), []), complaint);
    }

    private Complaint? PlayScenarios(
        BoundPolicy policy, IDecisionEngine engine, ImmutableArray<TestReport>.Builder reports)
    {
        foreach (var scenario in policy.Scenarios)
        {
            if (!scenario.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (_finder.Play(scenario, policy, engine).Failed(out var report, out var complaint))
            {
                return complaint;
            }

            reports.Add(ScenarioTest.Of(report));
        }

        return null;
    }

    // A trial asks for its window and its path about this often.
    private static long Planned(BoundPolicy policy)
    {
        const int DecisionsOfACase = 4;
        using var engine = new InterpretedEngine();
        var tests = new PolicyTestRunner(new PolicyRunner(policy, engine));
        return tests.CountCases() * DecisionsOfACase;
    }

    private static FileRun Broken(string path, ImmutableArray<Diagnostic> diagnostics) =>
        new(path, "", [], diagnostics);
}
