using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Analysis.Regions;

/// <summary>Cells of an axis that can be said at once: some intervals of each fact, and perhaps an
/// answer to a comparison of two.</summary>
internal sealed class AxisSlice
{
    private readonly SpaceAxis _axis;
    private readonly bool[][] _intervals;
    private readonly bool?[] _answers;

    private AxisSlice(SpaceAxis axis, AxisCell cell)
    {
        _axis = axis;
        _intervals = [.. cell.Intervals.Select(i => Only(axis.Intervals.Length, i))];
        _answers = [.. axis.Compared.Select((_, i) => (bool?)IsYes(cell, i))];
    }

    /// <summary>The largest slice found around a cell that holds wanted cells only.</summary>
    public static AxisSlice Around(SpaceAxis axis, bool[] wanted, int cell)
    {
        var slice = new AxisSlice(axis, axis.Cells[cell]);
        for (var i = 0; i < slice._answers.Length; i++)
        {
            var answer = slice._answers[i];
            slice._answers[i] = null;
            slice._answers[i] = slice.IsWithin(wanted) ? null : answer;
        }

        foreach (var intervals in slice._intervals)
        {
            for (var i = 0; i < intervals.Length; i++)
            {
                if (!intervals[i])
                {
                    intervals[i] = true;
                    intervals[i] = slice.IsWithin(wanted);
                }
            }
        }

        return slice;
    }

    public bool Holds(int cell) => Holds(_axis.Cells[cell]);

    /// <summary>Whether a fact of the axis cannot have all its values.</summary>
    public bool IsLimited(int fact) => _axis.Intervals.Index().Any(
        i => !_intervals[fact][i.Index] && IsOf(_axis.Facts[fact].Type, i.Item));

    public bool Allows(int fact, int interval) =>
        _intervals[fact][interval] && IsOf(_axis.Facts[fact].Type, _axis.Intervals[interval]);

    /// <summary>The answer that a comparison of two facts must have; null: either.</summary>
    public bool? AnswerTo(int question) => _answers[question];

    /// <summary>A value of each fact for which all of it holds, of the wanted cells; the usual one
    /// where it may.</summary>
    public ImmutableArray<(FactSymbol Fact, ulong Value)> Witness(bool[] wanted)
    {
        var cell = wanted[_axis.Usual] && Holds(_axis.Usual)
            ? _axis.Cells[_axis.Usual]
            : _axis.Cells.First(Holds);
        return [.. _axis.Facts.Select((f, i) => (f, cell.Values[i]))];
    }

    private bool Holds(AxisCell cell)
    {
        for (var i = 0; i < _intervals.Length; i++)
        {
            if (!_intervals[i][cell.Intervals[i]])
            {
                return false;
            }
        }

        for (var i = 0; i < _answers.Length; i++)
        {
            if (_answers[i] is { } answer && IsYes(cell, i) != answer)
            {
                return false;
            }
        }

        return true;
    }

    private bool IsWithin(bool[] wanted)
    {
        for (var i = 0; i < wanted.Length; i++)
        {
            if (!wanted[i] && Holds(_axis.Cells[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsYes(AxisCell cell, int question) => (cell.Answers >> question & 1) == 1;

    private static bool IsOf(ValueType type, ValueRange interval) =>
        interval.Min >= type.Min && interval.Max <= type.Max;

    private static bool[] Only(int count, int index)
    {
        var only = new bool[count];
        only[index] = true;
        return only;
    }
}
