using System.Collections.Immutable;
using DmaRules.Dsl.Evaluation;

namespace DmaRules.Compilation;

/// <summary>A policy as loaded code. Disposing it unloads the code (once no decision is under way);
/// after that its selectors throw <see cref="ObjectDisposedException"/>.</summary>
public sealed class CompiledPolicy : IDisposable
{
    private readonly ImmutableArray<SelectorGate> _gates;
    private PolicyLoadContext? _context;

    internal CompiledPolicy(
        EmittedPolicy emitted, PolicyLoadContext context, IEnumerable<RuleSelector> selectors)
    {
        _context = context;
        _gates = [.. selectors.Select(s => new SelectorGate(s))];
        Context = new WeakReference(context);
        SourceCode = emitted.Text;
        Selectors = [.. _gates.Select(g => new RuleSelector(g.Decide))];
    }

    /// <summary>One function a graph, in the order in which they were given.</summary>
    public ImmutableArray<RuleSelector> Selectors { get; }

    /// <summary>The C# that was compiled.</summary>
    public string SourceCode { get; }

    /// <summary>For tests that the code really goes away.</summary>
    internal WeakReference Context { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var gate in _gates)
        {
            gate.Close();
        }

        _context?.Unload();
        _context = null;
    }
}
