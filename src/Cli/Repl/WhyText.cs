using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Evaluation;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>Why a decision came out as it did, in lines: each rule that was asked, its questions as
/// written, the answers and the facts' values. Where the policy broke its own word, that is
/// why.</summary>
internal static class WhyText
{
    private const int Width = 80;

    public static IEnumerable<string> Of(BoundPolicy policy, MadeDecision made)
    {
        var fault = DecisionFault.Find(
            policy.Decisions[made.Graph], policy.Graphs[made.Graph], made.Facts);
        return fault is null
            ? OfRule(policy, made)
            :
            [
                $"{made.About}: undecided",
                .. DiagnosticPrinter.Print(fault).TrimEnd('\n').Split('\n'),
            ];
    }

    private static IEnumerable<string> OfRule(BoundPolicy policy, MadeDecision made)
    {
        var explanation = Explainer.Explain(policy.Graphs[made.Graph], made.Facts);
        var rule = policy.Decisions[made.Graph].Rules[explanation.DeciderPosition];
        yield return $"{made.About}: {rule.Outcome.Text} by {rule.Name}, {rule.Place}";
        foreach (var asked in explanation.Asked)
        {
            yield return $"  {asked.Rule.Name}";
            foreach (var line in asked.Questions.SelectMany(Lines))
            {
                yield return line;
            }
        }

        foreach (var meta in rule.Metas)
        {
            yield return $"  {meta.Key} \"{meta.Text}\"";
        }
    }

    private static IEnumerable<string> Lines(AskedQuestion question)
    {
        var answer = $"    {(question.Holds ? "yes" : "no"),-4}{question.Words}";
        var value = $"({question.Fact.Name} is {question.Value})";
        if (question.Fact.Type is ValueType.Bool || value == $"({question.Words})")
        {
            return [answer];
        }

        return answer.Length + value.Length + 2 <= Width
            ? [$"{answer}  {value}"]
            : [answer, $"        {value}"];
    }
}
