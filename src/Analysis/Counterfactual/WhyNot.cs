using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>Which facts of a decision would have to be otherwise for another outcome, whether or
/// not a machine can have them so.</summary>
public static class WhyNot
{
    private const int MostFacts = 3;
    private const long MostTried = 1_000_000;
    private const long MostAsked = 200_000_000;

    /// <summary>Searches the decision's own facts, each over all its values: they are cut exactly
    /// where its questions cut them.</summary>
    public static CounterfactualReport Find(
        BoundDecision decision, DecisionGraph graph, Facts facts, Func<int, bool> isWanted)
    {
        if (IsMet(facts))
        {
            return CounterfactualReport.Already;
        }

        var most = Math.Min(MostTried, MostAsked / graph.Nodes.Length);
        return new ChangeSearch([.. ChoicesOf(graph, facts)], IsSo).Run(MostFacts, most);

        // Where the policy breaks its own word, nothing is decided.
        bool IsMet(in Facts at) => isWanted(Interpreter.Decide(graph, at))
            && DecisionFault.Find(decision, graph, at) is null;

        bool IsSo(IReadOnlyList<(FactSymbol Fact, ulong Value)> change)
        {
            var slots = default(FactSlots);
            foreach (var fact in graph.Facts)
            {
                slots[fact.Slot] = facts[fact.Slot];
            }

            foreach (var (fact, value) in change)
            {
                slots[fact.Slot] = value;
            }

            return IsMet(new Facts(slots));
        }
    }

    private static IEnumerable<FactChoice> ChoicesOf(DecisionGraph graph, Facts facts)
    {
        List<Question> questions =
            [.. graph.Nodes.OfType<DecisionNode.Ask>().Select(a => a.Question).Distinct()];
        return
            from fact in graph.Facts
            let cuts = CutsOf(fact, questions, facts)
            where cuts.Count > 0
            let own = facts[fact.Slot]
            let ranges = RangesOf(fact.Type, cuts)
            select new FactChoice(fact, [.. ranges.Where(r => own < r.Min || own > r.Max)]);
    }

    // Where values begin to be answered otherwise; one that another fact is compared with counts as
    // it is now.
    private static SortedSet<ulong> CutsOf(
        FactSymbol fact, IEnumerable<Question> questions, Facts facts)
    {
        var cuts = new SortedSet<ulong>();
        foreach (var question in questions)
        {
            if (OtherSide(fact, question, facts) is { } value)
            {
                cuts.Add(value);
                cuts.Add(value == ulong.MaxValue ? value : value + 1);
            }
        }

        return cuts;
    }

    private static ulong? OtherSide(FactSymbol fact, Question question, Facts facts) =>
        question.Slot == fact.Slot
            ? question.Operand.IsFact
                ? facts[(int)question.Operand.Value]
                : question.Operand.Value
            : question.Operand.IsFact && (int)question.Operand.Value == fact.Slot
                ? facts[question.Slot]
                : null;

    private static IEnumerable<ValueRange> RangesOf(
        Dsl.Binding.ValueType type, SortedSet<ulong> cuts)
    {
        ulong[] starts = [type.Min, .. cuts.Where(c => c > type.Min && c <= type.Max)];
        return starts.Select((s, i) => new ValueRange(
            s, i + 1 < starts.Length ? starts[i + 1] - 1 : type.Max));
    }
}
