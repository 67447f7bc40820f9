using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds a scenario as far as the language knows it: values get their types, words stay
/// words. </summary>
internal sealed class ScenarioBinder(Scope scope, TestBinder tests)
{
    private readonly StepBinder _steps = new(scope);

    public BoundScenario Bind(DeclarationSyntax.Scenario scenario) => new(
        scenario.Name.Text,
        scenario.Policy?.Text,
        PolicyBinder.Metas(scenario.Metas),
        tests.Givens(scenario.Lines),
        [.. scenario.Lines.OfType<LineSyntax.StepLine>().Select(_steps.Bind)],
        scenario.Place.FirstLine());
}
