using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Scenarios;

/// <summary>A step that was understood. A null action only expects: of the actor, or without one of
/// the whole scenario.</summary>
public sealed record ScenarioStep(
    string? Actor,
    StepAction? Action,
    ImmutableArray<StepExpectation> Expectations,
    SourcePlace Place);
