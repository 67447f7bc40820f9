using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Proof;

/// <summary>Sorts the runs of which claims do not hold into kinds: by what came of them, and by the
/// facts that matter: those that are not as usual, and for which another value alone would make the
/// claim hold.</summary>
internal sealed class KindFinder(
    ImmutableArray<MachineCase> machines, DriverList drivers, RunTable runs, int claims)
{
    private readonly Neighbours _machines = Neighbours.Of(
        [.. machines.Select(m => m.Situation.Given.Select(g => (g.Key, g.Value)).ToArray())]);

    /// <summary>The kinds for each claim, those with the smallest case first.</summary>
    public ImmutableArray<ImmutableArray<Kind>> Find()
    {
        var all = new Dictionary<KindKey, Kind>();
        Parallel.For(
            0,
            runs.Machines,
            () => new Dictionary<KindKey, Kind>(),
            (machine, _, found) => FindOn(machine, found),
            found =>
            {
                lock (all)
                {
                    foreach (var (key, kind) in found)
                    {
                        Add(all, key, kind);
                    }
                }
            });
        return
        [
            .. Enumerable.Range(0, claims).Select(claim => all
                .Where(k => k.Key.Claim == claim)
                .Select(k => k.Value)
                .OrderBy(k => k, Kind.BySmallest)
                .ToImmutableArray()),
        ];
    }

    private Dictionary<KindKey, Kind> FindOn(int machine, Dictionary<KindKey, Kind> found)
    {
        var row = runs.Row(machine);
        for (var driver = 0; driver < row.Length; driver++)
        {
            var note = runs.Note(row[driver]);
            for (var left = note.Violated; left != 0; left &= left - 1)
            {
                var claim = System.Numerics.BitOperations.TrailingZeroCount(left);
                var causes = CausesOf(machine, driver, 1UL << claim);
                var cost = (machines[machine].Situation.Given.Count * 2) + drivers[driver].Cost;
                Add(
                    found,
                    new KindKey(claim, note.Word, note.Why, causes),
                    new Kind(causes, 1, cost, machine, driver));
            }
        }

        return found;
    }

    private static void Add(Dictionary<KindKey, Kind> all, KindKey key, Kind kind) =>
        all[key] = all.TryGetValue(key, out var known) ? known.With(kind) : kind;

    private ulong CausesOf(int machine, int driver, ulong claim)
    {
        var causes = 0UL;
        foreach (var (fact, others) in drivers.Neighbours.OfUnusual(driver))
        {
            foreach (var other in others)
            {
                if (Holds(machine, other, claim))
                {
                    causes |= 1UL << fact.Slot;
                    break;
                }
            }
        }

        foreach (var (fact, others) in _machines.OfUnusual(machine))
        {
            foreach (var other in others)
            {
                if (Holds(other, driver, claim))
                {
                    causes |= 1UL << fact.Slot;
                    break;
                }
            }
        }

        return causes;
    }

    private bool Holds(int machine, int driver, ulong claim)
    {
        var entry = runs.Row(machine)[driver];
        return entry != RunTable.None && (runs.Note(entry).Violated & claim) == 0;
    }

    private readonly record struct KindKey(int Claim, string Word, DmaReason? Why, ulong Causes);
}

/// <summary>Runs of a kind, and the smallest of them.</summary>
/// <param name="Causes">The facts that matter, a bit for each slot.</param>
/// <param name="Count">How many.</param>
/// <param name="Cost">How much comes together in the smallest.</param>
/// <param name="Machine">The smallest one's machine.</param>
/// <param name="Driver">Its driver.</param>
internal sealed record Kind(ulong Causes, long Count, int Cost, int Machine, int Driver)
{
    public static Comparer<Kind> BySmallest { get; } = Comparer<Kind>.Create((one, other) =>
        (one.Cost, one.Machine, one.Driver).CompareTo((other.Cost, other.Machine, other.Driver)));

    public Kind With(Kind other) =>
        (BySmallest.Compare(this, other) <= 0 ? this : other) with { Count = Count + other.Count };

    public ImmutableArray<FactSymbol> CausesAmong(IEnumerable<FactSymbol> facts) =>
        [.. facts.Where(f => (Causes >> f.Slot & 1) != 0)];
}
