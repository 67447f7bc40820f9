using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;

namespace DmaRules.Xunit.Asserting;

/// <summary>What is said of an answer; null where nothing is said.</summary>
internal sealed record Expected
{
    public string? Outcome { get; init; }

    public string? Rule { get; init; }

    public string? Verdict { get; init; }

    public string? Reason { get; init; }

    public bool? Bounced { get; init; }

    /// <summary>The result that it is said of, where that is not what was asked for.</summary>
    public string? Result { get; init; }

    public BoundExpectation Of(ResultSymbol asked, SourcePlace place) => new(
        Result is null ? asked : DmaSchema.Instance.Results.Single(r => r.Name == Result),
        Outcome,
        Message: null,
        Rule,
        Verdict,
        Reason,
        Bounced,
        place);
}
