using System.Collections.Immutable;

namespace DmaRules.Analysis.Regions;

/// <summary>Says where a diagram holds in few boxes: each is grown until it would hold a point that
/// does not belong to it, and one that the others cover is left out. Boxes may overlap.</summary>
internal static class BoxCover
{
    /// <summary>The boxes; at most so many, and then not all of them.</summary>
    public static ImmutableArray<Box> Of(DiagramTable table, int diagram, int most)
    {
        var boxes = new List<Box>();
        for (var rest = diagram; rest != DiagramTable.False && boxes.Count < most;)
        {
            var box = Grow(table, diagram, PointOf(table, rest));
            boxes.Add(box);
            rest = table.Minus(rest, box.In(table));
        }

        return [.. WithoutNeedless(table, boxes)];
    }

    /// <summary>A cell of each axis at which a diagram holds; the usual one where it
    /// may.</summary>
    public static int[] PointOf(DiagramTable table, int diagram)
    {
        int[] point = [.. table.Space.Axes.Select(a => a.Usual)];
        while (!DiagramTable.IsLeaf(diagram))
        {
            var axis = table.AxisOf(diagram);
            var branches = table.Branches(diagram);
            if (branches[point[axis]] == DiagramTable.False)
            {
                point[axis] = branches.IndexOfAnyExcept(DiagramTable.False);
            }

            diagram = branches[point[axis]];
        }

        return point;
    }

    private static Box Grow(DiagramTable table, int diagram, int[] point)
    {
        var box = Box.At(table.Space, point);
        for (var axis = table.Space.Axes.Length - 1; axis >= 0; axis--)
        {
            var before = (bool[])box[axis].Clone();
            Array.Fill(box[axis], true);
            if (!box.IsWithin(table, diagram))
            {
                before.CopyTo(box[axis], 0);
            }
        }

        for (var axis = 0; axis < table.Space.Axes.Length; axis++)
        {
            GrowAlong(table, diagram, box, axis);
        }

        return box;
    }

    private static void GrowAlong(DiagramTable table, int diagram, Box box, int axis)
    {
        var cells = box[axis];
        for (var i = 0; i < cells.Length; i++)
        {
            if (!cells[i])
            {
                cells[i] = true;
                cells[i] = box.IsWithin(table, diagram);
            }
        }
    }

    private static List<Box> WithoutNeedless(DiagramTable table, List<Box> boxes)
    {
        for (var i = boxes.Count - 1; i >= 0 && boxes.Count > 1; i--)
        {
            var others = boxes.Where((_, n) => n != i)
                .Aggregate(DiagramTable.False, (sum, b) => table.Or(sum, b.In(table)));
            if (table.Minus(boxes[i].In(table), others) == DiagramTable.False)
            {
                boxes.RemoveAt(i);
            }
        }

        return boxes;
    }
}
