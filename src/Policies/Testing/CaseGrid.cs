using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Testing;

/// <summary>The situations of one test, numbered: each combination of its givens' values, the first
/// given slowest.</summary>
internal sealed record CaseGrid(ImmutableArray<GivenValues> Givens)
{
    public BigInteger Count { get; } =
        Givens.Aggregate(BigInteger.One, (product, g) => product * g.Count);

    /// <summary>Whether the model may be unable to build some of them without the test being to
    /// blame: it chose the values itself.</summary>
    public bool HasChosenValues => Givens.Any(g => g.AreChosen);

    /// <summary>All situations in order. Those that differ in the last given only share the
    /// rest.</summary>
    public IEnumerable<Situation> All() => Givens.Aggregate(
        (IEnumerable<Situation>)[Situation.Default],
        (situations, given) =>
            situations.SelectMany(_ => given.All(), (s, value) => s.With(given.Fact, value)));

    public Situation At(BigInteger number) => Givens.Zip(PositionsOf(number)).Aggregate(
        Situation.Default, (s, g) => s.With(g.First.Fact, g.First[g.Second]));

    /// <summary>Where a situation stands in each given's values.</summary>
    public BigInteger[] PositionsOf(BigInteger number)
    {
        var positions = new BigInteger[Givens.Length];
        for (var i = Givens.Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Givens[i].Count, out positions[i]);
        }

        return positions;
    }

    public BigInteger NumberOf(IReadOnlyList<BigInteger> positions) => Givens.Index().Aggregate(
        BigInteger.Zero, (number, g) => (number * g.Item.Count) + positions[g.Index]);
}
