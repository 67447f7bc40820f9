using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Rendering;

/// <summary>One of a policy's two decisions as it was made: the outcome, the rule, and
/// why.</summary>
/// <param name="Name"><c>window</c> or <c>path</c>.</param>
/// <param name="Outcome">The outcome in the words of the language, or why nothing was
/// decided.</param>
/// <param name="Rule">The rule that decided; null if none was asked.</param>
/// <param name="Why">What was asked; null if the decision was not made.</param>
internal sealed record DecisionAnswer(
    string Name, string Outcome, BoundRule? Rule, Explanation? Why)
{
    public static DecisionAnswer OfWindow(
        BoundPolicy policy, TrialResult result, IReadOnlyList<LoggedDecision> log)
    {
        if (result.Window is not { } window)
        {
            return new DecisionAnswer("window", "not asked: there are no IOMMU ops", null, null);
        }

        if (window.Action == WindowAction.Undecided)
        {
            return Undecided("window");
        }

        // The machine asks for other devices too; the last question with that answer was this
        // device's.
        var rules = policy.Decisions[PolicyDispatch.WindowGraph].Rules;
        var asked = log.LastOrDefault(
            d => d.Graph == PolicyDispatch.WindowGraph && rules[d.Rule].Name == window.Rule);
        return Make("window", OutcomeText.Of(window.Action), policy, asked);
    }

    public static DecisionAnswer OfPath(
        BoundPolicy policy,
        TrialResult result,
        IReadOnlyList<LoggedDecision> log,
        Situation situation)
    {
        if (result.Path is not { } path)
        {
            return new DecisionAnswer(
                "path", $"not asked: a mask call failed ({result.Verdict})", null, null);
        }

        if (path.Action == PathAction.Undecided)
        {
            return Undecided("path");
        }

        var rules = policy.Decisions[PolicyDispatch.PathGraph].Rules;
        var op = situation[DmaSchema.Op];
        var asked = log.FirstOrDefault(d => d.Graph == PolicyDispatch.PathGraph
            && rules[d.Rule].Name == path.Rule
            && d.Facts[DmaSchema.Op.Slot] == op);
        return Make("path", OutcomeText.Of(path), policy, asked);
    }

    /// <summary>Decisions in columns; a line for each that was not made.</summary>
    public static void Write(Page page, IReadOnlyList<DecisionAnswer> decisions)
    {
        var made = decisions.Where(d => d.Rule is not null).Select(d => d.ToRow());
        page.Columns(0, fixedColumns: 3, [.. made]);
        foreach (var decision in decisions)
        {
            if (decision.Rule is null)
            {
                page.Columns(
                    0, fixedColumns: 1, [[$"{decision.Name,-6}", Words.Strong(decision.Outcome)]]);
            }
            else if (decision.Rule.Message is { } message)
            {
                page.Columns(0, fixedColumns: 1, [["logged", $"\"{message}\""]]);
            }
        }
    }

    public object ToJson(bool isWhyAsked) => new
    {
        Outcome,
        Decided = Rule is not null,
        Rule = Rule?.Name,
        Message = Rule?.Message,
        Place = Rule is null ? null : DiagnosticAnswer.Of(Rule.Place),
        Because = Rule?.Metas.FirstOrDefault(m => m.Key == "because")?.Text,
        Asked = isWhyAsked ? Why?.Asked.Select(r => new
        {
            Rule = r.Rule.Name,
            Questions = r.Questions.Select(q => new
            {
                q.Words,
                q.Holds,
                Fact = q.Fact.Name,
                q.Value,
                Place = DiagnosticAnswer.Of(q.Place),
            }),
        }) : null,
    };

    /// <summary>Every rule that was asked, with each question, its answer and the fact's
    /// value.</summary>
    public void WriteWhy(Page page)
    {
        if (Why is null || Rule is null)
        {
            return;
        }

        page.Line();
        page.Line(Words.Strong(Name));
        var rows = new List<Words[]>();
        foreach (var asked in Why.Asked)
        {
            var name = asked.Rule.Name;
            foreach (var question in asked.Questions)
            {
                rows.Add(
                [
                    name,
                    question.Holds ? "yes" : "no",
                    question.Words,
                    Words.Quiet(ValueOf(question)),
                ]);
                name = "";
            }
        }

        page.Columns(2, fixedColumns: 2, rows);
        page.Columns(2, fixedColumns: 2, [[Words.Strong(Rule.Name), $"decides: {Outcome}"]]);
        foreach (var meta in Rule.Metas)
        {
            page.Prose(4, Words.Quiet($"{meta.Key}: {meta.Text}"));
        }
    }

    // Of a switch the answer already says the value.
    private static string ValueOf(AskedQuestion question) =>
        question.Fact.Type is ValueType.Bool ? "" : $"{question.Fact.Name} is {question.Value}";

    private Words[] ToRow() =>
    [
        Name,
        Words.Strong(Outcome),
        $"by {Rule?.Name}",
        Words.Quiet($"{Rule?.Place}"),
    ];

    /// <summary>A decision on some facts, whoever gave them.</summary>
    public static DecisionAnswer Of(BoundPolicy policy, int decision, Dsl.Evaluation.Facts facts)
    {
        var why = Explainer.Explain(policy.Graphs[decision], facts);
        var rule = policy.Decisions[decision].Rules[why.DeciderPosition];
        var name = policy.Decisions[decision].Symbol.Name;
        return new DecisionAnswer(name, rule.Outcome.Text, rule, why);
    }

    /// <summary>The policy broke its own word.</summary>
    public static DecisionAnswer Undecided(string name) =>
        new(name, "undecided: the policy breaks its own word", null, null);

    private static DecisionAnswer Make(
        string name, string outcome, BoundPolicy policy, LoggedDecision? asked) => asked is null
        ? new DecisionAnswer(name, $"{outcome}: no rule was asked", null, null)
        : new DecisionAnswer(
            name,
            outcome,
            policy.Decisions[asked.Graph].Rules[asked.Rule],
            Explainer.Explain(policy.Graphs[asked.Graph], asked.Facts));
}
