using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>All values that facts can have, cut exactly where some graphs' questions cut them. A
/// fact that nothing asks is not in it.</summary>
internal sealed class FactSpace
{
    private readonly Dictionary<int, int> _axisOf = [];

    private FactSpace(ImmutableArray<SpaceAxis> axes)
    {
        Axes = axes;
        foreach (var (index, axis) in axes.Index())
        {
            foreach (var fact in axis.Facts)
            {
                _axisOf[fact.Slot] = index;
            }
        }
    }

    /// <summary>The axes, in the order in which diagrams ask them.</summary>
    public ImmutableArray<SpaceAxis> Axes { get; }

    /// <summary>The space of some graphs over the same facts.</summary>
    public static FactSpace Of(
        ImmutableArray<FactSymbol> facts, IEnumerable<DecisionGraph> graphs)
    {
        List<Question> questions =
        [
            .. graphs.SelectMany(g => g.Nodes.Reverse().OfType<DecisionNode.Ask>())
                .Select(a => a.Question)
                .Distinct(),
        ];
        var groups = new List<HashSet<int>>();
        foreach (var question in questions)
        {
            HashSet<int> slots = question.Operand.IsFact
                ? [question.Slot, (int)question.Operand.Value]
                : [question.Slot];
            var first = groups.FirstOrDefault(g => g.Overlaps(slots));
            if (first is null)
            {
                groups.Add(slots);
                continue;
            }

            first.UnionWith(slots);
            foreach (var other in groups.Where(g => g != first && g.Overlaps(slots)).ToList())
            {
                first.UnionWith(other);
                groups.Remove(other);
            }
        }

        var bySlot = facts.ToDictionary(f => f.Slot);
        return new FactSpace(
        [
            .. groups.Select(g => SpaceAxis.Of(
                [.. g.Order().Select(s => bySlot[s])],
                [.. questions.Where(q => g.Contains(q.Slot))])),
        ]);
    }

    public int AxisOf(int slot) => _axisOf[slot];
}
