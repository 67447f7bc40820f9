using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>Facts that have some answers in common: for each fact the values that are left, and the
/// answers to comparisons of two facts. Of those it only knows what the values alone settle, so a
/// region may hold no facts at all and not know it; it never lacks any.</summary>
internal sealed class Region
{
    private readonly ImmutableArray<FactSymbol> _facts;
    private readonly ImmutableSortedDictionary<int, ImmutableArray<ValueRange>> _left;
    private readonly ImmutableDictionary<Question, bool> _compared;

    private Region(
        ImmutableArray<FactSymbol> facts,
        ImmutableSortedDictionary<int, ImmutableArray<ValueRange>> left,
        ImmutableDictionary<Question, bool> compared) =>
        (_facts, _left, _compared) = (facts, left, compared);

    /// <summary>All facts there are.</summary>
    public static Region Everything(ImmutableArray<FactSymbol> facts) => new(
        facts,
        ImmutableSortedDictionary<int, ImmutableArray<ValueRange>>.Empty,
        ImmutableDictionary<Question, bool>.Empty);

    /// <summary>The part in which a question has that answer; null if there is none.</summary>
    public Region? Where(Question question, bool holds) =>
        question.Operand.IsFact
            ? WhereCompared(question, holds)
            : WhereConstant(question, holds);

    private Region? WhereConstant(Question question, bool holds)
    {
        var wanted = ValueRanges.Of(question.Comparison, question.Operand.Value, holds);
        var left = ValueRanges.Intersect(ValuesOf(question.Slot), wanted);
        return left.IsEmpty
            ? null
            : new Region(_facts, _left.SetItem(question.Slot, left), _compared);
    }

    private Region? WhereCompared(Question question, bool holds)
    {
        var settled = _compared.TryGetValue(question, out var answer) ? answer : Settle(question);
        return settled is null ? new Region(_facts, _left, _compared.Add(question, holds))
            : settled == holds ? this
            : null;
    }

    private bool? Settle(Question question)
    {
        var left = Hull(ValuesOf(question.Slot));
        var right = Hull(ValuesOf((int)question.Operand.Value));
        return question.Comparison switch
        {
            Comparison.Less when left.Max < right.Min => true,
            Comparison.Less when left.Min >= right.Max => false,
            Comparison.LessOrEqual when left.Max <= right.Min => true,
            Comparison.LessOrEqual when left.Min > right.Max => false,
            Comparison.Equal when left.Max < right.Min || left.Min > right.Max => false,
            Comparison.Equal when left == right && left.Min == left.Max => true,
            _ => null,
        };
    }

    private ImmutableArray<ValueRange> ValuesOf(int slot) =>
        _left.TryGetValue(slot, out var left)
            ? left
            : [new ValueRange(_facts[slot].Type.Min, _facts[slot].Type.Max)];

    private static ValueRange Hull(ImmutableArray<ValueRange> ranges) =>
        new(ranges[0].Min, ranges[^1].Max);
}
