using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Difference;

/// <summary>Puts the facts of two policies side by side: the schema's are the same, and so are
/// parameters of one name and type; the second's other parameters get slots of their own.</summary>
internal sealed class SharedSlots
{
    private readonly Dictionary<int, int> _moved = [];

    public SharedSlots(BoundPolicy one, BoundPolicy other)
    {
        var facts = one.Facts.ToBuilder();
        foreach (var fact in other.Params)
        {
            var same = one.Params.FirstOrDefault(p => p.Name == fact.Name && p.Type == fact.Type);
            if (same is null)
            {
                same = fact with { Slot = facts.Max(f => f.Slot) + 1 };
                facts.Add(same);
            }

            _moved[fact.Slot] = same.Slot;
        }

        Facts = facts.ToImmutable();
    }

    /// <summary>The facts of both.</summary>
    public ImmutableArray<FactSymbol> Facts { get; }

    /// <summary>A fact of the second policy among the facts of both.</summary>
    public FactSymbol Move(FactSymbol fact) =>
        Facts.First(f => f.Slot == SlotOf(fact.Slot));

    /// <summary>A graph of the second policy over the facts of both.</summary>
    public DecisionGraph Move(DecisionGraph graph) => graph with
    {
        Facts = Facts,
        Nodes = [.. graph.Nodes.Select(Move)],
    };

    private DecisionNode Move(DecisionNode node) => node is DecisionNode.Ask ask
        ? new DecisionNode.Ask(Move(ask.Question), ask.WhenTrue, ask.WhenFalse)
        : node;

    private Question Move(Question question) => new(
        SlotOf(question.Slot),
        question.Comparison,
        question.Operand.IsFact
            ? Operand.Fact(SlotOf((int)question.Operand.Value))
            : question.Operand);

    private int SlotOf(int slot) => _moved.GetValueOrDefault(slot, slot);
}
