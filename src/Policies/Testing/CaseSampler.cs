using System.Numerics;

namespace DmaRules.Policies.Testing;

/// <summary>Draws situations of a grid that is too large to be tried: each given's corners one by
/// one, corners together, then any. The same seed draws the same ones in the same order.</summary>
internal sealed class CaseSampler(CaseGrid grid, ulong seed)
{
    private readonly HashSet<BigInteger> _drawn = [];
    private readonly List<BigInteger> _order = [];
    private ulong _state = seed;

    /// <summary>The numbers of as many different situations; there must be more than
    /// that.</summary>
    public IReadOnlyList<BigInteger> Draw(int count)
    {
        foreach (var number in Single().Concat(Together(count)).Concat(Anything()))
        {
            if (_drawn.Add(number))
            {
                _order.Add(number);
            }

            if (_order.Count == count)
            {
                break;
            }
        }

        return _order;
    }

    // Each corner once, all other givens at their first value.
    private IEnumerable<BigInteger> Single() =>
        from given in grid.Givens.Index()
        from corner in given.Item.Corners
        let positions = new BigInteger[grid.Givens.Length]
        select With(positions, given.Index, given.Item.PositionOf(corner));

    // All combinations of corners if they are half of what is wanted; otherwise so many draws.
    private IEnumerable<BigInteger> Together(int count)
    {
        var corners = new CaseGrid(
            [.. grid.Givens.Select(g => GivenValues.Chosen(g.Fact, g.Corners))]);
        var half = count / 2;
        var numbers = corners.Count <= half
            ? Enumerable.Range(0, (int)corners.Count).Select(i => new BigInteger(i))
            : Enumerable.Range(0, half).Select(_ => Below(corners.Count));
        return numbers.Select(n => grid.NumberOf(
            [.. corners.PositionsOf(n).Zip(corners.Givens, grid.Givens)
                .Select(c => c.Third.PositionOf(c.Second[c.First]))]));
    }

    private IEnumerable<BigInteger> Anything()
    {
        while (true)
        {
            yield return Below(grid.Count);
        }
    }

    private BigInteger With(BigInteger[] positions, int index, BigInteger position)
    {
        positions[index] = position;
        return grid.NumberOf(positions);
    }

    // Each given adds at most 64 bits; one word more makes the rest as good as even.
    private BigInteger Below(BigInteger bound)
    {
        var drawn = BigInteger.Zero;
        for (var i = 0; i <= grid.Givens.Length; i++)
        {
            drawn = (drawn << 64) + Next();
        }

        return drawn % bound;
    }

    // SplitMix64, by Steele, Lea and Flood: the same seed gives the same numbers for ever.
    private ulong Next()
    {
        unchecked
        {
            _state += 0x9e3779b97f4a7c15;
            var mixed = (_state ^ (_state >> 30)) * 0xbf58476d1ce4e5b9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
            return mixed ^ (mixed >> 31);
        }
    }
}
