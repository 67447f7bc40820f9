using DmaRules.Analysis.Classes;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Difference;

/// <summary>Changes as they are found, each kind with its smallest.</summary>
internal sealed class Changes
{
    private readonly Dictionary<Key, Found> _found = [];
    private readonly DecisionTally _decisions = new();
    private long _same;

    /// <summary>Adds a run; <paramref name="index"/> is its place among all.</summary>
    public void Add(
        long index, Situation machine, DriverCase driver, (TrialResult, TrialResult) results)
    {
        var (before, after) = results;
        _decisions.Add(before, after);
        var change = MachineDifference.Compare(
            before, after, driver.Plan.Probe != ProbeKind.None);
        if (change == Change.Same)
        {
            _same++;
            return;
        }

        var key = new Key(
            change, new End(before.Verdict, before.Path), new End(after.Verdict, after.Path));
        var cost = (machine.Given.Count * 2) + driver.Cost;
        Add(key, new Found(1, (cost, index), machine, driver, before, after));
    }

    public void Add(Changes others)
    {
        _same += others._same;
        _decisions.Add(others._decisions);
        foreach (var (key, other) in others._found)
        {
            Add(key, other);
        }
    }

    /// <summary>All of it: what gets worse first, and what is commonest.</summary>
    public MachineDifference Told(int machines, int drivers, bool isCutShort) => new(
        [
            .. _found.OrderBy(f => f.Key.Change)
                .ThenByDescending(f => f.Value.Count)
                .ThenBy(f => f.Value.Rank)
                .Select(f => f.Value.Told(f.Key.Change)),
        ],
        _decisions.Told(),
        _same,
        machines,
        drivers,
        isCutShort);

    private void Add(Key key, Found found)
    {
        if (!_found.TryGetValue(key, out var known))
        {
            _found.Add(key, found);
        }
        else if (found.Rank.CompareTo(known.Rank) < 0)
        {
            found.Count += known.Count;
            _found[key] = found;
        }
        else
        {
            known.Count += found.Count;
        }
    }

    // Of a verdict its proof is another one each time; its word is known by its first letter.
    private readonly record struct End(
        char Letter, DmaReason? Why, PathAction? Action, PathBy? By)
    {
        public End(Verdict verdict, PathChoice? path)
            : this(verdict.Word[0], verdict.Why, path?.Action, path?.By)
        {
        }
    }

    private readonly record struct Key(Change Change, End Before, End After);

    private sealed record Found(
        long Start,
        (int Cost, long Index) Rank,
        Situation Machine,
        DriverCase Driver,
        TrialResult Before,
        TrialResult After)
    {
        public long Count { get; set; } = Start;

        public ChangedRuns Told(Change change) => new(
            change,
            Before.Verdict.ToString(),
            After.Verdict.ToString(),
            MachineDifference.PathOf(Before),
            MachineDifference.PathOf(After),
            Count,
            new ChangedRun(Driver.On(Machine), Driver.Action, Before, After));
    }
}
