using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Finds the words of the schema that are no facts: outcomes, results, verdicts,
/// decisions.</summary>
internal sealed class WordBinder(Schema schema, DiagnosticList diagnostics)
{
    public OutcomeSymbol? Outcome(DecisionSymbol decision, WordsSyntax words)
    {
        if (Find(decision, words) is not { } outcome)
        {
            return null;
        }

        if (outcome.TakesMessage && words.Message is null)
        {
            diagnostics.Add(
                DiagnosticCatalog.MissingMessage,
                words.Place,
                $"write `{outcome.Text} \"why\"`",
                outcome.Text);
            return null;
        }

        return CheckMessage(outcome, words) ? outcome : null;
    }

    /// <summary>Whether a test expects an outcome that there is.</summary>
    public bool IsShown(DecisionSymbol decision, WordsSyntax words) =>
        Find(decision, words) is { } outcome && CheckMessage(outcome, words);

    public DecisionSymbol? Decision(NameSyntax name) => Find(
        schema.Decisions, d => d.Name, name, DiagnosticCatalog.UnknownDecision);

    public ResultSymbol? Result(NameSyntax name) => Find(
        schema.Results, r => r.Name, name, DiagnosticCatalog.UnknownResult);

    public VerdictSymbol? Verdict(NameSyntax name) => Find(
        schema.Verdicts, v => v.Name, name, DiagnosticCatalog.UnknownVerdict);

    public bool Reason(VerdictSymbol verdict, NameSyntax reason)
    {
        if (verdict.Reasons.Contains(reason.Text))
        {
            return true;
        }

        var help = verdict.Reasons.IsEmpty
            ? $"`{verdict.Name}` needs no reason"
            : Suggestion.Help(reason.Text, verdict.Reasons);
        diagnostics.Add(
            DiagnosticCatalog.UnknownReason, reason.Place, help, reason.Text, verdict.Name);
        return false;
    }

    public bool Known(
        IReadOnlyCollection<string> words, NameSyntax name, DiagnosticDescriptor unknown)
    {
        if (words.Contains(name.Text))
        {
            return true;
        }

        diagnostics.AddUnknown(unknown, new(name.Text, name.Place), () => words, null);
        return false;
    }

    private OutcomeSymbol? Find(DecisionSymbol decision, WordsSyntax words)
    {
        var text = words.Text;
        foreach (var outcome in decision.Outcomes)
        {
            if (outcome.Text == text)
            {
                return outcome;
            }
        }

        ReportOutcome(decision, words);
        return null;
    }

    private T? Find<T>(
        IEnumerable<T> symbols,
        Func<T, string> nameOf,
        NameSyntax name,
        DiagnosticDescriptor unknown)
        where T : class
    {
        var found = symbols.FirstOrDefault(s => nameOf(s) == name.Text);
        if (found is null)
        {
            diagnostics.AddUnknown(
                unknown, new(name.Text, name.Place), () => [.. symbols.Select(nameOf)], null);
        }

        return found;
    }

    private bool CheckMessage(OutcomeSymbol outcome, WordsSyntax words)
    {
        if (outcome.TakesMessage || words.Message is not { } message)
        {
            return true;
        }

        diagnostics.Add(
            DiagnosticCatalog.UnwantedMessage,
            message.Place,
            "say it with `because` on the next line",
            outcome.Text);
        return false;
    }

    private void ReportOutcome(DecisionSymbol decision, WordsSyntax words)
    {
        var place = words.Words[0].Place.Through(words.Words[^1].Place);
        diagnostics.Add(
            DiagnosticCatalog.UnknownOutcome,
            place,
            diagnostics.IsFull(place.Source) ? null : HelpFor(decision, words.Text),
            words.Text,
            decision.Name);
    }

    // An outcome of the other decision, the start of a longer one, or a slip.
    private string HelpFor(DecisionSymbol decision, string words)
    {
        string[] outcomes = [.. decision.Outcomes.Select(o => o.Text)];
        string[] longer =
            [.. outcomes.Where(o => o.StartsWith(words + " ", StringComparison.OrdinalIgnoreCase))];
        var other = schema.Decisions.FirstOrDefault(
            d => d != decision && d.Outcomes.Any(o => o.Text == words));
        return longer.Length > 0 ? $"did you mean {Suggestion.List(longer.Select(o => $"`{o}`"))}?"
            : other is null ? Suggestion.Help(words, outcomes)
            : $"that is an outcome of `decide {other.Name}`; here "
                + Suggestion.Help(words, outcomes);
    }
}
