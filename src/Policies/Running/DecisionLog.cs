using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Policies.Running;

/// <summary>One decision that was made: which of the policy's graphs, on which facts, and the
/// position of the rule that decided.</summary>
public sealed record LoggedDecision(int Graph, Dsl.Evaluation.Facts Facts, int Rule)
{
    /// <summary>Whether the machine asked for a window; otherwise it asked for a path.</summary>
    public bool IsOfWindow => Graph == 0;
}

/// <summary>An engine that remembers every decision another one makes, so that each can be
/// explained afterwards. For runs of a few decisions.</summary>
public sealed class DecisionLog(IDecisionEngine engine) : IDecisionEngine
{
    private readonly List<LoggedDecision> _decisions = [];

    /// <summary>The decisions, in order.</summary>
    public IReadOnlyList<LoggedDecision> Decisions => _decisions;

    /// <inheritdoc/>
    public string Name => engine.Name;

    /// <inheritdoc/>
    public IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs) =>
        [.. engine.Prepare(graphs).Select(Watch)];

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();

    private RuleSelector Watch(RuleSelector selector, int graph)
    {
        return Select;

        int Select(in Dsl.Evaluation.Facts facts)
        {
            var rule = selector(facts);
            _decisions.Add(new LoggedDecision(graph, facts, rule));
            return rule;
        }
    }
}
