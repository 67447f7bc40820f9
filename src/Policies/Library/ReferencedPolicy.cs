using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Library;

/// <summary>A policy that a file names in passing: behind a scenario's <c>for</c>, or behind
/// <c>differs from</c>.</summary>
public static class ReferencedPolicy
{
    /// <summary>Loads it. The value is null when there is no such file, or it has errors.</summary>
    public static Outcome<BoundPolicy?> Load(
        string name, SourcePlace place, ISourceResolver resolver) =>
        resolver.Find(name, place.Source) is { } source
            ? Policy.Load(source, DmaSchema.Instance, resolver)
            : new Outcome<BoundPolicy?>(null, [NotFound(name, place)]);

    private static Diagnostic NotFound(string name, SourcePlace place) => new(
        DiagnosticCatalog.UsedFileNotFound,
        place,
        [name],
        Suggestion.Help(name, [.. ShippedPolicies.Names.Select(n => n + ".rules")]));
}
