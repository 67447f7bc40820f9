using System.CommandLine;
using System.CommandLine.Completions;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Commands;

/// <summary>What <c>eval</c> can be asked besides the decision.</summary>
internal sealed class EvalOptions
{
    public EvalOptions() => Alone.AcceptOnlyFromAmong("window", "path");

    public Option<bool> Why { get; } = new("--why")
    {
        Description = "show what every rule asked, and what the facts were",
    };

    public Option<string> WhyNot { get; } =
        Wish("--why-not", "which facts of the decision would make it this outcome");

    public Option<string> Flip { get; } =
        Wish("--flip", "which given facts would make it this outcome, or `ok`");

    public Option<string> Alone { get; } = new("--alone")
    {
        Description = "this decision alone, on the facts as given: no machine makes others",
        HelpName = "window|path",
    };

    /// <summary>Reads what is wished for instead of what is.</summary>
    public Read<Counterfactuals> Wishes(ParseResult parsed, BoundPolicy policy) =>
        Counterfactuals.Of(policy, parsed.GetValue(WhyNot), parsed.GetValue(Flip));

    /// <summary>A wish is about a run, and a lone decision makes none.</summary>
    public Complaint.Unusable? FindContradiction(ParseResult parsed) =>
        new[] { WhyNot, Flip }.FirstOrDefault(w => parsed.GetResult(w) is not null) is { } wish
            ? new Complaint.Unusable(
                $"{wish.Name} is about a run, and --alone makes none", "leave one of them out")
            : null;

    private static Option<string> Wish(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "OUTCOME" };
        option.CompletionSources.Add(_ => FirstWords().Select(w => new CompletionItem(w)));
        return option;
    }

    // Of an outcome of several words the first is enough.
    private static IEnumerable<string> FirstWords() => DmaSchema.Instance.Decisions
        .SelectMany(d => d.Outcomes)
        .Select(o => o.Text.Split(' ')[0])
        .Distinct();
}
