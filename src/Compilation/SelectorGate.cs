using DmaRules.Dsl.Evaluation;

namespace DmaRules.Compilation;

/// <summary>Stands between callers and generated code, so that a selector someone still holds
/// neither keeps the code loaded nor runs after its policy was disposed.</summary>
internal sealed class SelectorGate(RuleSelector selector)
{
    private RuleSelector? _selector = selector;

    /// <summary>The decision of the code behind the gate.</summary>
    public int Decide(in Facts facts)
    {
        // Read once: the gate may close on another thread, and then this call still finishes.
        var selector = _selector;
        ObjectDisposedException.ThrowIf(selector is null, typeof(CompiledPolicy));
        return selector(facts);
    }

    /// <summary>Lets go of the code.</summary>
    public void Close() => _selector = null;
}
