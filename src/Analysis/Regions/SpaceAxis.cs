using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>A fact, or several that are compared with each other, and the cells that the questions
/// cut their values into. What two facts in one interval are to each other is told by a few ranks
/// within it: as many as there are facts tell every order.</summary>
internal sealed class SpaceAxis
{
    private const int MostTried = 200_000;
    private const int MostCompared = 64;

    private SpaceAxis(
        ImmutableArray<FactSymbol> facts,
        ImmutableArray<Question> compared,
        ImmutableArray<ValueRange> intervals,
        ImmutableArray<AxisCell> cells) =>
        (Facts, Compared, Intervals, Cells) = (facts, compared, intervals, cells);

    public ImmutableArray<FactSymbol> Facts { get; }

    /// <summary>The comparisons of two of its facts.</summary>
    public ImmutableArray<Question> Compared { get; }

    /// <summary>What the constants cut all values into, lowest first; the same for each
    /// fact.</summary>
    public ImmutableArray<ValueRange> Intervals { get; }

    public ImmutableArray<AxisCell> Cells { get; }

    /// <summary>The cell of what is there if nothing is said: defaults, else the first.</summary>
    public int Usual { get; private init; }

    /// <summary>Cuts the values of facts; throws where that makes too many cells.</summary>
    public static SpaceAxis Of(ImmutableArray<FactSymbol> facts, IReadOnlyList<Question> questions)
    {
        ImmutableArray<Question> compared =
            [.. questions.Where(q => q.Operand.IsFact && q.Slot != (int)q.Operand.Value)];
        var intervals = Cut(facts, questions);
        var tried = facts.Aggregate(1L, (n, _) => n * Math.Min(
            MostTried, intervals.Length * (facts.Length == 1 ? 1L : facts.Length)));
        if (tried > MostTried || compared.Length > MostCompared)
        {
            throw new OverBudgetException(facts);
        }

        var cells = new CellMaker(facts, compared, intervals).Make();
        var usual = facts.Length > 1
            ? -1
            : cells.FindIndex(c => c.Values[0] == (facts[0].Default ?? facts[0].Type.Min));
        return new SpaceAxis(facts, compared, intervals, [.. cells])
        {
            Usual = Math.Max(usual, 0),
        };
    }

    /// <summary>Whether a question holds in a cell.</summary>
    public bool Holds(Question question, AxisCell cell)
    {
        var left = cell.Values[IndexOf(question.Slot)];
        var right = question.Operand.IsFact
            ? cell.Values[IndexOf((int)question.Operand.Value)]
            : question.Operand.Value;
        return Compare(question.Comparison, left, right);
    }

    /// <summary>The cell that facts lie in; -1 for values that no cell has.</summary>
    public int CellOf(Dsl.Evaluation.Facts facts)
    {
        for (var i = 0; i < Cells.Length; i++)
        {
            if (Holds(Cells[i], facts))
            {
                return i;
            }
        }

        return -1;
    }

    private bool Holds(AxisCell cell, Dsl.Evaluation.Facts facts)
    {
        for (var i = 0; i < Facts.Length; i++)
        {
            var (interval, value) = (Intervals[cell.Intervals[i]], facts[Facts[i].Slot]);
            if (value < interval.Min || value > interval.Max)
            {
                return false;
            }
        }

        for (var i = 0; i < Compared.Length; i++)
        {
            if (Dsl.Evaluation.Interpreter.Holds(Compared[i], facts)
                != ((cell.Answers >> i & 1) != 0))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Compare(Comparison comparison, ulong left, ulong right) =>
        comparison switch
        {
            Comparison.Equal => left == right,
            Comparison.Less => left < right,
            _ => left <= right,
        };

    private int IndexOf(int slot)
    {
        for (var i = 0; i < Facts.Length; i++)
        {
            if (Facts[i].Slot == slot)
            {
                return i;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(slot));
    }

    // Before each constant and behind it, where a question tells the two sides apart.
    private static ImmutableArray<ValueRange> Cut(
        ImmutableArray<FactSymbol> facts, IReadOnlyList<Question> questions)
    {
        var starts = new SortedSet<ulong>(facts.Select(f => f.Type.Min));
        foreach (var fact in facts.Where(f => f.Type.Max < ulong.MaxValue))
        {
            starts.Add(fact.Type.Max + 1);
        }

        foreach (var question in questions.Where(q => !q.Operand.IsFact))
        {
            var constant = question.Operand.Value;
            if (question.Comparison != Comparison.LessOrEqual)
            {
                starts.Add(constant);
            }

            if (question.Comparison != Comparison.Less && constant < ulong.MaxValue)
            {
                starts.Add(constant + 1);
            }
        }

        var (least, most) = (facts.Min(f => f.Type.Min), facts.Max(f => f.Type.Max));
        ulong[] cuts = [.. starts.Where(s => s >= least && s <= most)];
        return [.. cuts.Select((s, i) => new ValueRange(s, EndOf(i)))];

        ulong EndOf(int cut) => cut + 1 < cuts.Length ? cuts[cut + 1] - 1 : most;
    }
}
