using DmaRules.Agreement.Tests.Generation;
using DmaRules.Dsl;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Agreement.Tests;

/// <summary>Facts that stand where a graph's answers change: 0, 1, every limit it names and its
/// neighbours, the greatest value, and the values of other facts.</summary>
internal sealed class CornerFacts
{
    private readonly ulong[][] _corners = new ulong[Limits.FactSlots][];
    private readonly Question[] _questions;

    public CornerFacts(DecisionGraph graph)
    {
        _questions = [.. graph.Nodes.OfType<DecisionNode.Ask>().Select(a => a.Question).Distinct()];
        var bySlot = _questions.Where(q => !q.Operand.IsFact)
            .ToLookup(q => q.Slot, q => q.Operand.Value);
        for (var slot = 0; slot < _corners.Length; slot++)
        {
            var limits = bySlot[slot].SelectMany(Around);
            var type = graph.Facts.FirstOrDefault(f => f.Slot == slot)?.Type;
            ulong[] ends = [0, 1, type?.Min ?? 0, type?.Max ?? ulong.MaxValue, ulong.MaxValue];
            _corners[slot] = [.. ends.Concat(limits).Distinct()];
        }
    }

    /// <summary>For each question and each of its corners, facts that stand there; what they say
    /// otherwise is drawn. A graph with many questions gets a draw of <paramref name="most"/> of
    /// them.</summary>
    public IEnumerable<Facts> AtEveryQuestion(SplitMix64 random, int most)
    {
        var isDrawn = _questions.Length > most;
        for (var i = 0; i < Math.Min(most, _questions.Length); i++)
        {
            var question = isDrawn ? random.Pick(_questions) : _questions[i];
            for (var corner = 0; corner < 3; corner++)
            {
                var slots = Draw(random);
                var limit = question.Operand.IsFact
                    ? slots[(int)question.Operand.Value]
                    : question.Operand.Value;
                slots[question.Slot] = unchecked(limit + (ulong)corner - 1);
                yield return new Facts(slots);
            }
        }
    }

    /// <summary>Facts of which each is mostly at one of its corners, and sometimes
    /// anything.</summary>
    public Facts Anywhere(SplitMix64 random) => new(Draw(random));

    private static IEnumerable<ulong> Around(ulong limit) =>
        unchecked([limit - 1, limit, limit + 1]);

    private FactSlots Draw(SplitMix64 random)
    {
        var slots = default(FactSlots);
        for (var slot = 0; slot < _corners.Length; slot++)
        {
            slots[slot] = random.Below(8) switch
            {
                0 => random.Next() >> random.Below(64),
                1 => slots[random.Below(Limits.FactSlots)],
                _ => random.Pick(_corners[slot]),
            };
        }

        return slots;
    }
}
