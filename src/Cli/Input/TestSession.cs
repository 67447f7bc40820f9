using System.Collections.Immutable;
using DmaRules.Analysis.Coverage;
using DmaRules.Cli.Rendering;
using DmaRules.Policies.Testing;

namespace DmaRules.Cli.Input;

/// <summary>Runs the tests of files: all are loaded, then all tests are run by as many workers as
/// are wanted. What comes of them is in the files' order, whoever was first.</summary>
internal sealed class TestSession(Shell shell, TestWish wish)
{
    private readonly PolicyFinder _finder = new(shell);

    /// <summary>Every file's run, or why one cannot be read.</summary>
    public Read<IReadOnlyList<FileRun>> Run(IEnumerable<string> paths)
    {
        if (_finder.Sources(paths).Failed(out var sources, out var complaint))
        {
            return new Read<IReadOnlyList<FileRun>>(null, complaint);
        }

        var loader = new TestFileLoader(_finder, wish);
        var loaded = new List<LoadedTests>();
        try
        {
            foreach (var source in sources)
            {
                var tests = loader.Load(source);
                loaded.Add(tests);
                if (tests.Unusable is { } unusable)
                {
                    return new Read<IReadOnlyList<FileRun>>(null, unusable);
                }
            }

            return FindNothingPicked(loader, loaded) is { } nothing
                ? new Read<IReadOnlyList<FileRun>>(null, nothing)
                : new Read<IReadOnlyList<FileRun>>(RunAll(loaded), null);
        }
        finally
        {
            loaded.ForEach(l => l.File?.Dispose());
        }
    }

    private List<FileRun> RunAll(List<LoadedTests> loaded)
    {
        var work = new TestWork([.. loaded.Select(l => l.File).OfType<TestFile>()], wish.Jobs);
        using var progress = new Progress(shell, "tests");
        var done = new Queue<ImmutableArray<TimedReport>>(work.Run(progress));
        return
        [
            .. loaded.Select(l => l.File is { } file
                ? new FileRun(
                    l.Path, file.Engine, done.Dequeue(), CoverageOf(file), [])
                : new FileRun(l.Path, "", [], null, l.Diagnostics)),
        ];
    }

    // A file without tests is a policy whose tests stand elsewhere.
    private static CoverageReport? CoverageOf(TestFile file) =>
        file is { Coverage: { } covered, Count: > 0 }
            ? new CoverageReport(covered, MissingCases.Find(covered))
            : null;

    // A slip in a filter must not pass for a good run.
    private Complaint.Unusable? FindNothingPicked(
        TestFileLoader loader, List<LoadedTests> loaded)
    {
        var isAnyPicked = loaded.Any(l => l.File is not { Count: 0 });
        if (isAnyPicked || wish.Filter.PicksAll)
        {
            return null;
        }

        var help = loader.Names.Count == 0
            ? "there are no tests at all"
            : $"the nearest: {string.Join(", ", wish.Filter.NearestOf(loader.Names))}";
        return new Complaint.Unusable($"no test's name has `{wish.Filter.Text}` in it", help);
    }
}
