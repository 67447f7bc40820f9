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
        var reader = new StepReader();
        var steps = scenario.Steps.Select(s => ReadStep(s, reader, diagnostics)).ToImmutableArray();
        var plan = diagnostics.Count == 0 ? new ScenarioPlan(scenario, situation, steps) : null;
        return new Outcome<ScenarioPlan?>(plan, diagnostics.ToImmutable());
    }

    private static ScenarioStep ReadStep(
        BoundStep step, StepReader reader, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        StepAction? action = null;
        if (step.Actor is { } device)
        {
            action = reader.Read(device, step, out var diagnostic);
            AddIfAny(diagnostic, diagnostics);
        }

        var expectations = ExpectationReader.Read(step, out var complaint);
        AddIfAny(complaint, diagnostics);
        return new ScenarioStep(action, expectations, step.Place);
    }

    private static Situation ReadSituation(
        BoundScenario scenario, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var situation = Situation.Default;
        foreach (var given in scenario.Givens)
        {
            if (given.Ranges is [{ } only] && only.Min == only.Max && !given.IsEvery)
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

    private static void AddIfAny(
        Diagnostic? diagnostic, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (diagnostic is not null)
        {
            diagnostics.Add(diagnostic);
        }
    }
}
