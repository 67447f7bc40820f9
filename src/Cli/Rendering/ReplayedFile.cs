using DmaRules.Policies.Recordings;

namespace DmaRules.Cli.Rendering;

/// <summary>What came of one recording.</summary>
internal sealed class ReplayedFile(string path, RecordingKind kind, string engine)
{
    // Of a file that was garbled from end to end the first ones say enough.
    private const int MostFailures = 100;

    private readonly List<ReplayFailure> _failures = [];

    public string Path => path;

    public RecordingKind Kind => kind;

    public string Engine => engine;

    public ReplayTally Tally { get; } = new();

    /// <summary>The first failures; the tally has the number of all.</summary>
    public IReadOnlyList<ReplayFailure> Failures => _failures;

    public bool Agrees => Tally.Failed == 0;

    /// <summary>Runs to the end, and keeps the first failures.</summary>
    public void Keep(IEnumerable<ReplayFailure> failures)
    {
        foreach (var failure in failures)
        {
            if (_failures.Count < MostFailures)
            {
                _failures.Add(failure);
            }
        }
    }
}
