using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Compilation;

/// <summary>The engine for many decisions: every graph becomes machine code. The first compilation
/// in a process costs most of a second, each later one a few milliseconds.</summary>
public sealed class CompiledEngine : IDecisionEngine
{
    private readonly List<CompiledPolicy> _policies = [];
    private bool _isDisposed;

    /// <inheritdoc/>
    public string Name => "compiled";

    /// <inheritdoc/>
    public IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var policy = PolicyCompiler.Compile(nameof(Dsl.Policy), graphs);
        _policies.Add(policy);
        return policy.Selectors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _policies.ForEach(p => p.Dispose());
        _policies.Clear();
    }
}
