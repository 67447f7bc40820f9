using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;

namespace DmaRules.Xunit.Asserting;

/// <summary>Checks the words of an expectation: a typing error would be no failure of the
/// policy.</summary>
internal static class ExpectedWords
{
    /// <summary>What the first unknown word should have been, as a <c>.rules</c> file would be
    /// told.</summary>
    public static Diagnostic? FindProblem(BoundExpectation expected, BoundPolicy policy)
    {
        var decision = expected.Result.Decision;
        var rules = policy.Decisions.Where(d => d.Symbol.Name == decision.Name)
            .SelectMany(d => d.Rules).Select(r => r.Name);
        var reasons = DmaSchema.Instance.Verdicts.Where(v => v.Name == expected.Verdict)
            .SelectMany(v => v.Reasons);
        return Find(DiagnosticCatalog.UnknownOutcome, expected.Outcome,
                decision.Outcomes.Select(o => o.Text), decision.Name)
            ?? Find(DiagnosticCatalog.UnknownRule, expected.RuleName, rules, decision.Name)
            ?? Find(DiagnosticCatalog.UnknownReason, expected.Reason, reasons, expected.Verdict);

        Diagnostic? Find(
            DiagnosticDescriptor unknown,
            string? word,
            IEnumerable<string> known,
            string? owner) => word is null || known.Contains(word)
                ? null
                : new Diagnostic(
                    unknown,
                    expected.Place,
                    [word, owner ?? ""],
                    Suggestion.Help(word, [.. known]));
    }
}
