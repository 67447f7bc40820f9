using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Scenarios;

/// <summary>A scenario that was understood: the machine and the steps.</summary>
public sealed record ScenarioPlan(
    BoundScenario Source, Situation Situation, ImmutableArray<ScenarioStep> Steps)
{
    /// <summary>Gives a bound scenario its meaning. The value is null when there are
    /// errors.</summary>
    public static Outcome<ScenarioPlan?> Read(BoundScenario scenario)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var situation = ReadSituation(scenario, diagnostics);
        var reader = new StepReader([], []);
        var steps = ImmutableArray.CreateBuilder<ScenarioStep>();
        foreach (var step in scenario.Steps)
        {
            var read = reader.Read(step);
            diagnostics.AddRange(read.Diagnostics);
            if (read.Value is { } understood)
            {
                steps.Add(understood);
            }
        }

        var plan = diagnostics.Count == 0
            ? new ScenarioPlan(scenario, situation, steps.ToImmutable())
            : null;
        return new Outcome<ScenarioPlan?>(plan, diagnostics.ToImmutable());
    }

    private static Situation ReadSituation(
        BoundScenario scenario, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var situation = Situation.Default;
        foreach (var given in scenario.Givens)
        {
            if (DriverFacts.StepFor(given.Fact) is { } step)
            {
                diagnostics.Add(new Diagnostic(
                    DiagnosticCatalog.FactWithoutEffect, given.Place, [given.Fact.Name], step));
            }
            else if (given.Ranges is [{ } only] && only.Min == only.Max && !given.IsEvery)
            {
                situation = situation.With(given.Fact, only.Min);
            }
            else
            {
                diagnostics.Add(new Diagnostic(
                    DiagnosticCatalog.StepNeeds,
                    given.Place,
                    ["given", "one value: a scenario is one machine"]));
            }
        }

        return situation;
    }
}
