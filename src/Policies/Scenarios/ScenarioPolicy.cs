using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Library;

namespace DmaRules.Policies.Scenarios;

/// <summary>The policy that a scenario plays under: the one it names behind <c>for</c>, or that of
/// the file it stands in.</summary>
public static class ScenarioPolicy
{
    /// <summary>Loads it. The value is null when there is no such file, or it has errors.</summary>
    public static Outcome<BoundPolicy?> Load(
        BoundScenario scenario, BoundPolicy file, ISourceResolver resolver) =>
        scenario.Policy is { } name
            ? ReferencedPolicy.Load(name, scenario.Place, resolver)
            : new Outcome<BoundPolicy?>(file, []);
}
