using DmaRules.Analysis.Counterfactual;
using DmaRules.Cli.Input;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Cli.Commands;

/// <summary>What <c>eval</c> was asked about other outcomes than the one there is, and the
/// answers.</summary>
internal sealed class Counterfactuals
{
    private readonly BoundPolicy _policy;
    private readonly WishedOutcome? _whyNot;
    private readonly WishedOutcome? _flip;
    private CounterfactualReport? _flips;
    private CounterfactualReport? _decides;
    private Dsl.Evaluation.Facts? _facts;

    private Counterfactuals(BoundPolicy policy, WishedOutcome? whyNot, WishedOutcome? flip) =>
        (_policy, _whyNot, _flip) = (policy, whyNot, flip);

    /// <summary>As JSON; null if it was not asked.</summary>
    public object? WhyNotAnswer => _decides is null
        ? null
        : CounterfactualPage.AnswerOf(_whyNot!.Text, _decides);

    /// <summary>As JSON; null if it was not asked.</summary>
    public object? FlipAnswer => _flips is null
        ? null
        : CounterfactualPage.AnswerOf(_flip!.Text, _flips);

    /// <summary>Reads what is asked; null: it is not.</summary>
    public static Read<Counterfactuals> Of(BoundPolicy policy, string? whyNot, string? flip)
    {
        WishedOutcome? one = null, other = null;
        Complaint? complaint = null;
        return (whyNot is not null && WishedOutcome.Of(whyNot, policy, mayBeOk: false)
                .Failed(out one, out complaint))
            || (flip is not null && WishedOutcome.Of(flip, policy, mayBeOk: true)
                .Failed(out other, out complaint))
            ? new Read<Counterfactuals>(null, complaint)
            : new Read<Counterfactuals>(new Counterfactuals(policy, one, other), null);
    }

    /// <summary>Finds the answers for a run that was made.</summary>
    public Counterfactuals Find(
        PolicyRunner runner,
        TrialResult result,
        Situation situation,
        IReadOnlyList<LoggedDecision> decisions)
    {
        if (_whyNot is { Decision: { } decision } wish)
        {
            // The operation's own path is the first, the device's last window is the last.
            var asked = decision == PolicyDispatch.WindowGraph
                ? decisions.LastOrDefault(d => d.Graph == decision)
                : decisions.FirstOrDefault(d => d.Graph == decision && result.Path is not null);
            _facts = asked?.Facts ?? runner.Dispatch.Slots(result.Facts);
            var made = _policy.Decisions[decision];
            _decides = WhyNot.Find(
                made,
                _policy.Graphs[decision],
                _facts.Value,
                r => wish.IsMet(made.Rules[r].Outcome.Text));
        }

        if (_flip is { } flip)
        {
            using var engine = new InterpretedEngine();
            _flips = Flip.Find(
                new PolicyRunner(_policy, engine), situation, situation.GivenAction, flip.IsMet);
        }

        return this;
    }

    public void Write(Page page)
    {
        if (_decides is { } decides && _facts is { } facts)
        {
            CounterfactualPage.Write(page, _whyNot!.Text, decides);
            if (!decides.IsSo)
            {
                var decision = _policy.Decisions[_whyNot.Decision!.Value];
                CounterfactualPage.WriteRules(page, _policy, decision, facts, _whyNot.IsMet);
            }
        }

        if (_flips is { } flips)
        {
            CounterfactualPage.Write(page, _flip!.Text, flips);
        }
    }
}
