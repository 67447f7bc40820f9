using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>Tries every interval, and every rank within it, for each fact of an axis, and keeps
/// what differs in intervals or in an answer.</summary>
internal sealed class CellMaker(
    ImmutableArray<FactSymbol> facts,
    ImmutableArray<Question> compared,
    ImmutableArray<ValueRange> intervals)
{
    private readonly List<AxisCell> _cells = [];
    private readonly HashSet<string> _known = [];
    private readonly int[] _intervals = new int[facts.Length];
    private readonly ulong[] _values = new ulong[facts.Length];

    public List<AxisCell> Make()
    {
        Choose(0);
        return _cells;
    }

    private void Choose(int fact)
    {
        if (fact == facts.Length)
        {
            Keep();
            return;
        }

        var type = facts[fact].Type;
        for (var i = 0; i < intervals.Length; i++)
        {
            if (intervals[i].Min < type.Min || intervals[i].Max > type.Max)
            {
                continue;
            }

            _intervals[fact] = i;
            foreach (var value in Ranks(intervals[i], facts[fact].Default))
            {
                _values[fact] = value;
                Choose(fact + 1);
            }
        }
    }

    private IEnumerable<ulong> Ranks(ValueRange interval, ulong? usual)
    {
        if (facts.Length == 1)
        {
            yield return usual >= interval.Min && usual <= interval.Max
                ? usual.Value
                : interval.Min;
            yield break;
        }

        for (var rank = 0UL; rank < (ulong)facts.Length; rank++)
        {
            yield return interval.Min + rank;
            if (interval.Max - interval.Min == rank)
            {
                yield break;
            }
        }
    }

    private void Keep()
    {
        var answers = 0UL;
        for (var i = 0; i < compared.Length; i++)
        {
            var (left, right) =
                (ValueOf(compared[i].Slot), ValueOf((int)compared[i].Operand.Value));
            answers |= SpaceAxis.Compare(compared[i].Comparison, left, right) ? 1UL << i : 0;
        }

        if (_known.Add($"{string.Join(',', _intervals)}:{answers}"))
        {
            _cells.Add(new AxisCell([.. _intervals], [.. _values], answers));
        }
    }

    private ulong ValueOf(int slot)
    {
        var index = 0;
        while (facts[index].Slot != slot)
        {
            index++;
        }

        return _values[index];
    }
}
