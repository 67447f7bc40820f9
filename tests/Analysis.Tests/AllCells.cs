using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Tests;

/// <summary>The oracle: every combination of values around all constants of a policy, in one loop.
/// Values three apart from a constant tell all orders of three facts between two
/// constants.</summary>
internal static class AllCells
{
    private const ulong Reach = 3;

    /// <summary>For each combination, which conditions hold, a bit each.</summary>
    public static HashSet<uint> Of(
        ImmutableArray<FactSymbol> facts, ImmutableArray<DecisionGraph> conditions)
    {
        var questions = conditions.SelectMany(c => c.Nodes.OfType<DecisionNode.Ask>())
            .Select(a => a.Question)
            .ToList();
        var slots = questions.SelectMany(q => q.Operand.IsFact
            ? new[] { q.Slot, (int)q.Operand.Value }
            : [q.Slot]).Distinct().Order().ToArray();
        var values = slots.Select(s => ValuesOf(facts.Single(f => f.Slot == s), questions, facts))
            .ToArray();
        var found = new HashSet<uint>();
        var at = new ulong[slots.Length == 0 ? 1 : slots[^1] + 1];
        Visit(0);
        return found;

        void Visit(int depth)
        {
            if (depth == slots.Length)
            {
                found.Add(Holding(conditions, at));
                return;
            }

            foreach (var value in values[depth])
            {
                at[slots[depth]] = value;
                Visit(depth + 1);
            }
        }
    }

    private static uint Holding(ImmutableArray<DecisionGraph> conditions, ulong[] at)
    {
        var holding = 0U;
        for (var i = 0; i < conditions.Length; i++)
        {
            holding |= Holds(conditions[i], at) ? 1U << i : 0;
        }

        return holding;
    }

    private static bool Holds(DecisionGraph condition, ulong[] at)
    {
        var node = condition.Nodes[condition.Root.Index];
        while (node is DecisionNode.Ask { Question: var question } ask)
        {
            var left = at[question.Slot];
            var right = question.Operand.IsFact
                ? at[(int)question.Operand.Value]
                : question.Operand.Value;
            var holds = question.Comparison switch
            {
                Comparison.Equal => left == right,
                Comparison.Less => left < right,
                _ => left <= right,
            };
            node = condition.Nodes[(holds ? ask.WhenTrue : ask.WhenFalse).Index];
        }

        return ((DecisionNode.Decide)node).Rule == DecisionGraph.Holds;
    }

    private static ulong[] ValuesOf(
        FactSymbol fact, List<Question> questions, ImmutableArray<FactSymbol> facts)
    {
        if (fact.Type.Max - fact.Type.Min < 8)
        {
            return [.. Enumerable.Range(0, (int)fact.Type.Max + 1).Select(v => (ulong)v)];
        }

        // Only where it is compared with another one does the order between constants matter.
        var isCompared = questions.Any(q => q.Operand.IsFact
            && (q.Slot == fact.Slot || (int)q.Operand.Value == fact.Slot));
        var reach = isCompared ? Reach : 1;
        return
        [
            .. questions.Where(q => !q.Operand.IsFact && facts[q.Slot].Type == fact.Type)
                .Select(q => q.Operand.Value)
                .Append(fact.Type.Min)
                .Append(fact.Type.Max)
                .SelectMany(c => Around(c, reach))
                .Where(v => v >= fact.Type.Min && v <= fact.Type.Max)
                .Distinct(),
        ];
    }

    private static IEnumerable<ulong> Around(ulong constant, ulong reach)
    {
        for (var i = constant > reach ? constant - reach : 0; i < constant; i++)
        {
            yield return i;
        }

        for (var i = 0UL; i <= reach && constant <= ulong.MaxValue - i; i++)
        {
            yield return constant + i;
        }
    }
}
