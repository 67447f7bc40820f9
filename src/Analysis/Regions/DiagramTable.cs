using System.Runtime.InteropServices;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>Decision diagrams over a space: each node asks for the cell of one axis, in the axes'
/// order, and equal nodes are one. So two diagrams that say the same are the same, and every answer
/// about them is exact. Leaves are numbers, kept as their complement; nodes are their
/// positions.</summary>
internal sealed class DiagramTable(FactSpace space)
{
    /// <summary>The diagram that says no everywhere.</summary>
    public const int False = ~0;

    /// <summary>The diagram that says yes everywhere.</summary>
    public const int True = ~1;

    private const long MostBranches = 4_000_000;

    private readonly List<Node> _nodes = [];
    private readonly Dictionary<long, List<int>> _known = [];
    private readonly Dictionary<UInt128, int> _combined = [];
    private readonly long[] _branchesOf = new long[space.Axes.Length];
    private long _branches;

    public FactSpace Space => space;

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Count;

    public static bool IsLeaf(int diagram) => diagram < 0;

    public static int Leaf(int value) => ~value;

    public static int ValueOf(int leaf) => ~leaf;

    /// <summary>The axis that a node asks; behind all of them for a leaf.</summary>
    public int AxisOf(int diagram) =>
        diagram < 0 ? space.Axes.Length : _nodes[diagram].Axis;

    /// <summary>Where a node goes for each cell.</summary>
    public ReadOnlySpan<int> Branches(int node) => _nodes[node].Branches;

    /// <summary>The diagram of a graph; <paramref name="leafOf"/> gives the number for a
    /// rule.</summary>
    public int Of(DecisionGraph graph, Func<int, int> leafOf)
    {
        var built = new int[graph.Nodes.Length];
        for (var i = 0; i < built.Length; i++)
        {
            built[i] = graph.Nodes[i] switch
            {
                DecisionNode.Ask ask => Choose(
                    ask.Question, built[ask.WhenTrue.Index], built[ask.WhenFalse.Index]),
                DecisionNode.Decide decide => Leaf(leafOf(decide.Rule)),
                _ => False,
            };
        }

        return built[graph.Root.Index];
    }

    /// <summary>The diagram of a condition's graph: where it holds.</summary>
    public int Of(DecisionGraph condition) =>
        Of(condition, rule => rule == DecisionGraph.Holds ? 1 : 0);

    /// <summary>Where both hold.</summary>
    public int And(int one, int other) => Combine(Operation.And, one, other);

    /// <summary>Where one of them holds.</summary>
    public int Or(int one, int other) => Combine(Operation.Or, one, other);

    /// <summary>Where the first holds and the second does not.</summary>
    public int Minus(int one, int other) => Combine(Operation.Minus, one, other);

    /// <summary>Leaves of two diagrams as one: the first's number times <paramref name="radix"/>,
    /// and the second's.</summary>
    public int Pair(int one, int other, int radix) =>
        Apply(one, other, (a, b) => checked((a * radix) + b), []);

    /// <summary>Where a diagram has leaves that pass.</summary>
    public int Where(int diagram, Func<int, bool> isMeant) =>
        Apply(diagram, False, (a, _) => isMeant(a) ? 1 : 0, []);

    /// <summary>A diagram with another number wherever a second one holds.</summary>
    public int With(int diagram, int value, int where) =>
        Apply(diagram, where, (a, b) => b == 1 ? value : a, []);

    /// <summary>Every number that a diagram's leaves have.</summary>
    public SortedSet<int> LeavesOf(int diagram)
    {
        var leaves = new SortedSet<int>();
        var seen = new HashSet<int>();
        var open = new Stack<int>([diagram]);
        while (open.TryPop(out var at))
        {
            if (IsLeaf(at))
            {
                leaves.Add(ValueOf(at));
            }
            else if (seen.Add(at))
            {
                foreach (var branch in _nodes[at].Branches)
                {
                    open.Push(branch);
                }
            }
        }

        return leaves;
    }

    /// <summary>A node, or what it is equal to.</summary>
    public int Make(int axis, int[] branches)
    {
        if (Array.TrueForAll(branches, b => b == branches[0]))
        {
            return branches[0];
        }

        var hash = new HashCode();
        hash.Add(axis);
        hash.AddBytes(MemoryMarshal.AsBytes<int>(branches));
        var key = unchecked(((long)axis << 32) | (uint)hash.ToHashCode());
        if (!_known.TryGetValue(key, out var alike))
        {
            _known[key] = alike = [];
        }

        foreach (var candidate in alike)
        {
            if (_nodes[candidate].Branches.AsSpan().SequenceEqual(branches))
            {
                return candidate;
            }
        }

        Charge(axis, branches.Length);
        alike.Add(_nodes.Count);
        _nodes.Add(new Node(axis, branches));
        return _nodes.Count - 1;
    }

    // The facts whose nodes have most branches are what makes it large.
    private void Charge(int axis, int branches)
    {
        _branches += branches;
        _branchesOf[axis] += branches;
        if (_branches > MostBranches)
        {
            var largest = _branchesOf.Index().OrderByDescending(a => a.Item).Take(3);
            throw new OverBudgetException(
                [.. largest.Where(a => a.Item > 0).SelectMany(a => space.Axes[a.Index].Facts)]);
        }
    }

    private int Choose(Question question, int whenTrue, int whenFalse)
    {
        if (question.Operand.IsFact && question.Slot == (int)question.Operand.Value)
        {
            return question.Comparison == Comparison.Less ? whenFalse : whenTrue;
        }

        var axis = space.AxisOf(question.Slot);
        var cells = space.Axes[axis].Cells;
        var answers = new bool[cells.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = space.Axes[axis].Holds(question, cells[i]);
        }

        return Choose(axis, answers, whenTrue, whenFalse, []);
    }

    private int Choose(
        int axis, bool[] answers, int whenTrue, int whenFalse, Dictionary<ulong, int> known)
    {
        if (whenTrue == whenFalse)
        {
            return whenTrue;
        }

        var key = Key(whenTrue, whenFalse);
        if (known.TryGetValue(key, out var done))
        {
            return done;
        }

        var level = Math.Min(axis, Math.Min(AxisOf(whenTrue), AxisOf(whenFalse)));
        var branches = new int[space.Axes[level].Cells.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            var (yes, no) = (Branch(whenTrue, level, i), Branch(whenFalse, level, i));
            branches[i] = level == axis
                ? answers[i] ? yes : no
                : Choose(axis, answers, yes, no, known);
        }

        return known[key] = Make(level, branches);
    }

    private int Combine(Operation operation, int one, int other)
    {
        if (IsLeaf(one) || IsLeaf(other))
        {
            var settled = (operation, one, other) switch
            {
                (Operation.And, False, _) or (Operation.And, _, False) => False,
                (Operation.And, True, _) or (Operation.Or, False, _) => other,
                (Operation.And, _, True) or (Operation.Or, _, False) => one,
                (Operation.Or, True, _) or (Operation.Or, _, True) => True,
                (Operation.Minus, False, _) or (Operation.Minus, _, True) => False,
                (Operation.Minus, _, False) => one,
                _ => default(int?),
            };
            if (settled is { } known)
            {
                return known;
            }
        }

        var key = ((UInt128)(uint)operation << 64) | Key(one, other);
        if (_combined.TryGetValue(key, out var done))
        {
            return done;
        }

        var level = Math.Min(AxisOf(one), AxisOf(other));
        var branches = new int[space.Axes[level].Cells.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = Combine(operation, Branch(one, level, i), Branch(other, level, i));
        }

        return _combined[key] = Make(level, branches);
    }

    private int Apply(
        int one, int other, Func<int, int, int> leaf, Dictionary<ulong, int> known)
    {
        if (IsLeaf(one) && IsLeaf(other))
        {
            return Leaf(leaf(ValueOf(one), ValueOf(other)));
        }

        var key = Key(one, other);
        if (known.TryGetValue(key, out var done))
        {
            return done;
        }

        var level = Math.Min(AxisOf(one), AxisOf(other));
        var branches = new int[space.Axes[level].Cells.Length];
        for (var i = 0; i < branches.Length; i++)
        {
            branches[i] = Apply(Branch(one, level, i), Branch(other, level, i), leaf, known);
        }

        return known[key] = Make(level, branches);
    }

    private int Branch(int diagram, int level, int cell) =>
        AxisOf(diagram) == level ? _nodes[diagram].Branches[cell] : diagram;

    private static ulong Key(int one, int other) =>
        unchecked(((ulong)(uint)one << 32) | (uint)other);

    private enum Operation
    {
        And,
        Or,
        Minus,
    }

    private readonly record struct Node(int Axis, int[] Branches);
}
