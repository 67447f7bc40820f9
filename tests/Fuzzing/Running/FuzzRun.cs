using DmaRules.Fuzzing.Inputs;

namespace DmaRules.Fuzzing.Running;

/// <summary>An input that broke something, made small.</summary>
public sealed record Crasher(byte[] Input, string Failure);

/// <summary>One target under random inputs: what is kept is run first, and every input that shows
/// something new is changed further. The same seed makes the same inputs.</summary>
public sealed class FuzzRun
{
    /// <summary>Large enough for every limit but those of whole files, which have tests of their
    /// own.</summary>
    private const int MostBytes = 64 * 1024;

    private const int Recent = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly FuzzTarget _target;
    private readonly SplitMix64 _random;
    private readonly Mutator _mutator;
    private readonly Runner _runner;
    private readonly List<byte[]> _pool = [];
    private readonly HashSet<string> _features = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failures = new(StringComparer.Ordinal);

    /// <summary>A run that has not started yet. <paramref name="announce"/> gets each input before
    /// it runs.</summary>
    public FuzzRun(FuzzTarget target, ulong seed, Action<byte[]>? announce = null)
    {
        _target = target;
        _random = new SplitMix64(seed);
        _mutator = new Mutator(_random, MostBytes);
        _runner = new Runner(target, Patience);
        Announce = announce ?? (_ => { });
    }

    /// <summary>Inputs so far.</summary>
    public long Inputs { get; private set; }

    /// <summary>Different things seen so far.</summary>
    public int Features => _features.Count;

    /// <summary>Inputs that showed something new.</summary>
    public int Kept => _pool.Count;

    /// <summary>The longest time that one input took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>The most that one input allocated.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>What broke, each kind once.</summary>
    public List<Crasher> Crashers { get; } = [];

    private Action<byte[]> Announce { get; }

    /// <summary>Runs what the repository keeps for this target, and its seeds.</summary>
    public void Replay()
    {
        foreach (var input in CorpusFiles.Of(_target).Select(k => k.Bytes).Concat(_target.Seeds))
        {
            Try(input);
        }
    }

    /// <summary>Runs one new input.</summary>
    public void Step()
    {
        var pool = _pool.Count == 0 ? [[]] : _pool;
        var parent = _random.OneIn(4)
            ? pool[^(1 + _random.Below(Math.Min(Recent, pool.Count)))]
            : _random.Pick(pool);
        Try(_mutator.Change(parent, _random.Pick(pool)));
    }

    private void Try(byte[] input)
    {
        Announce(input);
        var trial = _runner.Run(input);
        Inputs++;
        Slowest = trial.Elapsed > Slowest ? trial.Elapsed : Slowest;
        MostAllocated = Math.Max(MostAllocated, trial.Allocated);
        var isNew = false;
        foreach (var feature in trial.Features)
        {
            isNew |= _features.Add(feature);
        }

        if (isNew && input.Length <= MostBytes)
        {
            _pool.Add(input);
        }

        if (trial.Failure is { } failure && _failures.Add(KindOf(failure)))
        {
            // Each trial of one that hangs would cost all of the patience.
            var small = trial.Elapsed > Patience / 10 ? input : Shrinker.Shrink(input, candidate =>
                _runner.Run(candidate).Failure is { } same && KindOf(same) == KindOf(failure));
            Crashers.Add(new Crasher(small, failure));
        }
    }

    // Up to the user's own words.
    private static string KindOf(string failure) => failure.Split(": ", 2)[0];
}
