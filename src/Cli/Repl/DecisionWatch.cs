using System.Globalization;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Repl;

/// <summary>Stands between machine and policy and keeps what was asked, so that it can be
/// explained. What a decision was about is known from the event that follows it.</summary>
internal sealed class DecisionWatch(PolicyDispatch dispatch, IEventSink next)
    : IDispatchPolicy, IEventSink
{
    private readonly List<MadeDecision> _made = [];
    private Facts? _asked;

    /// <summary>The decisions since the last <see cref="Clear"/>, in order.</summary>
    public IReadOnlyList<MadeDecision> Made => _made;

    public void Clear() => _made.Clear();

    /// <inheritdoc/>
    public WindowChoice DecideWindow(in DispatchFacts facts)
    {
        _asked = dispatch.Slots(facts);
        return dispatch.DecideWindow(facts);
    }

    /// <inheritdoc/>
    public PathChoice DecidePath(in DispatchFacts facts)
    {
        _asked = dispatch.Slots(facts);
        return dispatch.DecidePath(facts);
    }

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        // Without a question there is nothing to explain: with iommu=off no rule is asked.
        if (_asked is { } facts && (happened.Window is not null || happened.Path is not null))
        {
            var isPath = happened.Path is not null;
            var about = isPath
                ? happened.Words ?? ""
                : string.Create(CultureInfo.InvariantCulture, $"window for {happened.Bits} bits");
            _made.Add(new MadeDecision(isPath ? 1 : 0, happened.Subject, about, facts));
            _asked = null;
        }

        next.On(happened);
    }
}
