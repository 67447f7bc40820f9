using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Diagnostics;

/// <summary>Collects what one stage has to say. One mistake is one diagnostic: what was already
/// said of a place is not said again.</summary>
internal sealed class DiagnosticList
{
    private readonly List<Diagnostic> _all = [];
    private readonly HashSet<(string Code, SourcePlace Place)> _said = [];

    public int Count => _all.Count;

    public void Add(Diagnostic diagnostic)
    {
        if (_said.Add((diagnostic.Descriptor.Code, diagnostic.Place)))
        {
            _all.Add(diagnostic);
        }
    }

    public void Add(
        DiagnosticDescriptor descriptor,
        SourcePlace place,
        string? help,
        params string[] arguments) =>
        Add(new Diagnostic(descriptor, place, [.. arguments], help));

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _all];
}
