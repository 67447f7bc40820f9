using DmaRules.Dsl.Graph;

namespace DmaRules.Dsl.Evaluation;

/// <summary>Turns graphs into functions: by interpreting them, or (in Compilation) by compiling
/// them.</summary>
public interface IDecisionEngine : IDisposable
{
    /// <summary>What answers say about themselves: <c>interpreted</c> or <c>compiled</c>.</summary>
    string Name { get; }

    /// <summary>One function a graph, in the graphs' order. They are valid until the engine is
    /// disposed.</summary>
    IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs);
}

/// <summary>The engine that needs no warm-up.</summary>
public sealed class InterpretedEngine : IDecisionEngine
{
    /// <inheritdoc/>
    public string Name => "interpreted";

    /// <inheritdoc/>
    public IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs) =>
        [.. graphs.Select(g => new RuleSelector((in Facts facts) => Interpreter.Decide(g, facts)))];

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
