using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Dsl.Binding;

namespace DmaRules.Policies.Testing;

/// <summary>Which of a test's situations fail, merged into as few regions as two rounds find: a
/// region has a set of values for each given, and every combination of them fails.</summary>
internal static class FailingRegions
{
    private const int MostShown = 4;

    public static FailureExtent Of(
        CaseGrid grid, IReadOnlyCollection<BigInteger> failing, long tried)
    {
        var regions = Merge(grid, failing);
        return new FailureExtent(
            failing.Count,
            tried,
            [.. regions.Take(MostShown).Select(r => Words(grid, r))],
            Math.Max(0, regions.Count - MostShown));
    }

    private static List<Region> Merge(CaseGrid grid, IEnumerable<BigInteger> failing)
    {
        var regions = failing
            .Select(n => new Region([.. grid.PositionsOf(n).Select(p => new Runs([(p, p)]))]))
            .ToList();
        for (var round = 0; round < 2; round++)
        {
            for (var given = grid.Givens.Length - 1; given >= 0; given--)
            {
                regions = [.. regions.GroupBy(r => r.KeyWithout(given)).Select(Join(given))];
            }
        }

        return regions;
    }

    private static Func<IEnumerable<Region>, Region> Join(int given) => same =>
    {
        var all = same.ToList();
        return all[0].With(given, Runs.Union(all.Select(r => r.Givens[given])));
    };

    // What the test gives as one value goes without saying.
    private static string Words(CaseGrid grid, Region region)
    {
        var words = grid.Givens.Zip(region.Givens)
            .Where(g => g.First.Count > 1)
            .Select(g => Words(g.First, g.Second));
        return string.Join(", ", words);
    }

    private static string Words(GivenValues given, Runs runs) =>
        $"{given.Fact.Name} " + (runs.Count == given.Count
            ? "any"
            : ValueWords.Of(given.Fact, runs.Positions.Select(p => given[p])));

    /// <summary>For each given the positions of its values.</summary>
    private sealed record Region(ImmutableArray<Runs> Givens)
    {
        public Region With(int given, Runs runs) => new(Givens.SetItem(given, runs));

        public string KeyWithout(int given) =>
            string.Join('|', Givens.Select((g, i) => i == given ? "" : g.Key));
    }

    /// <summary>Positions, as runs that do not touch.</summary>
    private sealed record Runs(ImmutableArray<(BigInteger First, BigInteger Last)> All)
    {
        public string Key { get; } = string.Join(',', All.Select(r => $"{r.First}-{r.Last}"));

        public BigInteger Count =>
            All.Aggregate(BigInteger.Zero, (sum, r) => sum + r.Last - r.First + 1);

        public IEnumerable<BigInteger> Positions
        {
            get
            {
                foreach (var (first, last) in All)
                {
                    for (var position = first; position <= last; position++)
                    {
                        yield return position;
                    }
                }
            }
        }

        public static Runs Union(IEnumerable<Runs> parts)
        {
            var union = ImmutableArray.CreateBuilder<(BigInteger First, BigInteger Last)>();
            foreach (var (first, last) in parts.SelectMany(p => p.All).OrderBy(r => r.First))
            {
                if (union.Count > 0 && first <= union[^1].Last + 1)
                {
                    union[^1] = (union[^1].First, BigInteger.Max(union[^1].Last, last));
                }
                else
                {
                    union.Add((first, last));
                }
            }

            return new Runs(union.ToImmutable());
        }
    }
}
