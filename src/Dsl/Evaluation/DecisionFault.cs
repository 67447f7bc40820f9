using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Evaluation;

/// <summary>A decision that must not be carried out, because the policy broke its own word:
/// <c>unique</c>, <c>any</c> or <c>otherwise impossible</c>. Like coverage and explanation it is
/// found by the interpreter, whichever engine decides.</summary>
public static class DecisionFault
{
    private const int MostFacts = 8;

    /// <summary>Whether a decision can have a fault at all.</summary>
    public static bool IsPossible(BoundDecision decision) =>
        decision.Check is not null || EndsImpossible(decision);

    /// <summary>What is wrong with the decision that these facts lead to; null if nothing is. The
    /// facts that matter are named as the witness.</summary>
    public static Diagnostic? Find(BoundDecision decision, DecisionGraph graph, in Facts facts)
    {
        if (decision.Check is { } check)
        {
            var first = Interpreter.Decide(check.FirstToLast, facts);
            var last = Interpreter.Decide(check.LastToFirst, facts);
            if (check.Groups[first] != check.Groups[last])
            {
                var (upper, lower) = (Math.Min(first, last), Math.Max(first, last));
                var read = ReadBy(decision.Rules[upper]) | ReadBy(decision.Rules[lower]);
                return Clash(decision, upper, lower, Witness(graph, read, facts));
            }
        }

        return EndsImpossible(decision)
            && Interpreter.Decide(graph, facts) == decision.Rules.Length - 1
            ? Impossible(decision, Witness(graph, AskedOnTheWay(graph, facts), facts))
            : null;
    }

    private static bool EndsImpossible(BoundDecision decision) =>
        decision.Rules[^1].Outcome == OutcomeSymbol.Impossible;

    private static Diagnostic Clash(BoundDecision decision, int upper, int lower, string witness)
    {
        var (one, other) = (decision.Rules[upper], decision.Rules[lower]);
        var name = decision.Symbol.Name;
        var isUnique = decision.HitPolicy == "unique";
        return new Diagnostic(
            isUnique ? DiagnosticCatalog.RulesOverlap : DiagnosticCatalog.RulesDisagree,
            other.Place.FirstLine(),
            isUnique
                ? [one.Name, other.Name, name]
                : [one.Name, other.Name, name, one.Outcome.Text, other.Outcome.Text],
            $"that is so with {witness}: write `first` to let the upper one win, or add "
                + "`and not ...` to one of them",
            [new RelatedPlace(one.Place.FirstLine(), $"`{one.Name}` is here")]);
    }

    private static Diagnostic Impossible(BoundDecision decision, string witness) => new(
        DiagnosticCatalog.ImpossibleReached,
        decision.Rules[^1].Place.FirstLine(),
        [decision.Symbol.Name],
        $"that is so with {witness}: add a rule for it, or write "
            + $"`{decision.Symbol.CautiousEnd}`");

    private static ulong ReadBy(BoundRule rule) => rule.When?.Reads ?? 0;

    private static ulong AskedOnTheWay(DecisionGraph graph, in Facts facts)
    {
        var slots = 0UL;
        var node = graph.Nodes[graph.Root.Index];
        while (node is DecisionNode.Ask ask)
        {
            slots |= ask.Question.Reads;
            var next = Interpreter.Holds(ask.Question, facts) ? ask.WhenTrue : ask.WhenFalse;
            node = graph.Nodes[next.Index];
        }

        return slots;
    }

    // As a test would give them, so that it can be pasted into one.
    private static string Witness(DecisionGraph graph, ulong slots, in Facts facts)
    {
        var given = new List<string>();
        foreach (var fact in graph.Facts)
        {
            if ((slots >> fact.Slot & 1) == 1)
            {
                given.Add($"`{fact.Name} = {ValueText.Show(fact.Type, facts[fact.Slot])}`");
            }
        }

        return given.Count == 0 ? "any facts"
            : given.Count <= MostFacts ? Suggestion.List(given, "and")
            : string.Join(", ", given.Take(MostFacts)) + ", ...";
    }
}
