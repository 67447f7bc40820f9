namespace DmaRules.Analysis.Regions;

/// <summary>Some cells of each axis, and every combination of them.</summary>
internal sealed class Box
{
    private readonly bool[][] _cells;

    private Box(bool[][] cells) => _cells = cells;

    /// <summary>One cell of each axis.</summary>
    public static Box At(FactSpace space, int[] point) => new(
        [.. space.Axes.Select((a, i) => Only(a.Cells.Length, point[i]))]);

    public bool[] this[int axis] => _cells[axis];

    public bool IsWhole(int axis) => Array.TrueForAll(_cells[axis], c => c);

    /// <summary>The diagram that says yes in it.</summary>
    public int In(DiagramTable table)
    {
        var diagram = DiagramTable.True;
        for (var axis = _cells.Length - 1; axis >= 0; axis--)
        {
            var below = diagram;
            diagram = table.Make(
                axis, [.. _cells[axis].Select(c => c ? below : DiagramTable.False)]);
        }

        return diagram;
    }

    /// <summary>Whether a diagram says yes everywhere in it.</summary>
    public bool IsWithin(DiagramTable table, int diagram) => IsWithin(table, diagram, []);

    private bool IsWithin(DiagramTable table, int diagram, HashSet<int> known)
    {
        if (DiagramTable.IsLeaf(diagram))
        {
            return diagram == DiagramTable.True;
        }

        if (!known.Add(diagram))
        {
            return true;
        }

        var cells = _cells[table.AxisOf(diagram)];
        var branches = table.Branches(diagram);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] && !IsWithin(table, branches[i], known))
            {
                return false;
            }
        }

        return true;
    }

    private static bool[] Only(int count, int cell)
    {
        var cells = new bool[count];
        cells[cell] = true;
        return cells;
    }
}
