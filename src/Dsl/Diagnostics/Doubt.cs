using System.Collections.Frozen;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>What the parser could not read. Later stages go on without it; whatever they miss only
/// because of that is no mistake of the user's, so it is not told.</summary>
internal sealed class Doubt
{
    // Complaints that something is not there.
    private static readonly FrozenSet<string> OfAbsence = FrozenSet.ToFrozenSet(
    [
        DiagnosticCatalog.NeitherPolicyNorUse.Code,
        DiagnosticCatalog.NeedsAPolicy.Code,
        DiagnosticCatalog.OtherwiseMissing.Code,
        DiagnosticCatalog.DecisionMissing.Code,
        DiagnosticCatalog.TableWithoutRows.Code,
    ]);

    private readonly List<SourcePlace> _regions = [];
    private readonly HashSet<string> _names = [];
    private bool _isIncomplete;
    private bool _isAValueLost;
    private bool _isARuleLost;

    /// <summary>Something was left out; it may have declared these names.</summary>
    public void Lose(IEnumerable<string> words)
    {
        _isIncomplete = true;
        _names.UnionWith(words);
    }

    /// <summary>A parameter or a `let` was left out without its name: it may have been
    /// any.</summary>
    public void LoseAValue() => _isAValueLost = true;

    /// <summary>The same for a rule.</summary>
    public void LoseARule() => _isARuleLost = true;

    /// <summary>What stands there was guessed: a mistake in it may be one of the guess.</summary>
    public void Distrust(SourcePlace place) => _regions.Add(place);

    /// <summary>Whether something between the two was guessed or left out.</summary>
    public bool IsAnyIn(SourcePlace place) => _regions.Exists(
        r => r.Source.Path == place.Source.Path
            && r.Span.Start < place.Span.End
            && place.Span.Start < r.Span.End);

    public bool Silences(Diagnostic diagnostic)
    {
        var code = diagnostic.Descriptor.Code;
        return !code.StartsWith("DMA1", StringComparison.Ordinal)
            && ((_isIncomplete && OfAbsence.Contains(code))
                || IsOfALostName(diagnostic)
                || IsInARegion(diagnostic.Place));
    }

    private bool IsOfALostName(Diagnostic diagnostic) =>
        (diagnostic.Descriptor == DiagnosticCatalog.UnknownName
            && (_isAValueLost || _names.Contains(diagnostic.Arguments[0])))
        || (diagnostic.Descriptor == DiagnosticCatalog.UnknownRule
            && (_isARuleLost || _names.Contains(diagnostic.Arguments[0])));

    private bool IsInARegion(SourcePlace place) => _regions.Exists(
        r => r.Source.Path == place.Source.Path
            && r.Span.Start <= place.Span.Start
            && place.Span.Start <= r.Span.End);
}
