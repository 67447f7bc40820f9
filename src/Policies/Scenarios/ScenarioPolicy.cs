using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Scenarios;

/// <summary>The policy that a scenario plays under: the one it names behind <c>for</c>, or that of
/// the file it stands in.</summary>
public static class ScenarioPolicy
{
    /// <summary>Loads it. The value is null when there is no such file, or it has errors.</summary>
    public static Outcome<BoundPolicy?> Load(
        BoundScenario scenario, BoundPolicy file, ISourceResolver resolver)
    {
        if (scenario.Policy is not { } name)
        {
            return new Outcome<BoundPolicy?>(file, []);
        }

        return resolver.Find(name, scenario.Place.Source) is { } source
            ? Policy.Load(source, DmaSchema.Instance, resolver)
            : new Outcome<BoundPolicy?>(null, [NotFound(name, scenario.Place)]);
    }

    private static Diagnostic NotFound(string name, SourcePlace place) => new(
        DiagnosticCatalog.UsedFileNotFound,
        place,
        [name],
        Suggestion.Help(name, [.. ShippedPolicies.Names.Select(n => n + ".rules")]));
}
