using System.Collections.Immutable;
using DmaRules.Analysis.Difference;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;

namespace DmaRules.Cli.Input;

/// <summary>What came of loading a file of tests: the tests, or diagnostics; or a complaint that
/// ends it all.</summary>
internal sealed record LoadedTests(
    string Path, TestFile? File, ImmutableArray<Diagnostic> Diagnostics, Complaint? Unusable);

/// <summary>Loads files of tests, with the policies that their scenarios are for.</summary>
internal sealed class TestFileLoader(PolicyFinder finder, TestWish wish)
{
    private readonly List<string> _names = [];

    /// <summary>The names of all tests, picked or not.</summary>
    public IReadOnlyList<string> Names => _names;

    public LoadedTests Load(Read<SourceText> read)
    {
        if (read.Value is not { } source)
        {
            ImmutableArray<Diagnostic> why =
                (read.Complaint as Complaint.Broken)?.Diagnostics ?? [];
            var path = why.IsEmpty ? "" : why[0].Place.Source.Path;
            return new LoadedTests(path, null, why, read.Complaint as Complaint.Unusable);
        }

        var loaded = finder.Load(source);
        return loaded.Value is { } policy
            ? Load(source.Path, policy)
            : new LoadedTests(source.Path, null, loaded.Diagnostics, null);
    }

    private LoadedTests Load(string path, BoundPolicy policy)
    {
        _names.AddRange(policy.Tests.Select(t => t.Name).Distinct());
        _names.AddRange(policy.Scenarios.Select(s => s.Name));
        _names.AddRange(policy.Differs.Select(DiffersTest.NameOf));
        var plays = ImmutableArray.CreateBuilder<ScenarioPlay>();
        foreach (var scenario in policy.Scenarios.Where(s => wish.Filter.Picks(s.Name)))
        {
            if (finder.Stage(scenario, policy).Failed(out var play, out var complaint))
            {
                return NotLoaded(path, complaint);
            }

            plays.Add(play);
        }

        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        foreach (var claim in policy.Differs.Where(d => wish.Filter.Picks(DiffersTest.NameOf(d))))
        {
            if (finder.Compared(claim).Failed(out var other, out var complaint))
            {
                return NotLoaded(path, complaint);
            }

            comparisons.Add(new Comparison(claim, other));
        }

        var file = new TestFile(policy, plays.ToImmutable(), comparisons.ToImmutable(), wish);
        return new LoadedTests(path, file, [], null);
    }

    private static LoadedTests NotLoaded(string path, Complaint complaint) => new(
        path,
        null,
        (complaint as Complaint.Broken)?.Diagnostics ?? [],
        complaint as Complaint.Unusable);
}
