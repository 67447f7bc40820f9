using System.Collections.Immutable;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds a scenario as far as the language knows it: values get their types, words stay
/// words. </summary>
internal sealed class ScenarioBinder(Scope scope, TestBinder tests)
{
    private readonly ValueBinder _values = new(scope);

    public BoundScenario Bind(DeclarationSyntax.Scenario scenario) => new(
        scenario.Name.Text,
        scenario.Policy?.Text,
        PolicyBinder.Metas(scenario.Metas),
        tests.Givens(scenario.Lines),
        [.. scenario.Lines.OfType<LineSyntax.StepLine>().Select(Step)],
        scenario.Place.FirstLine());

    private BoundStep Step(LineSyntax.StepLine step) => new(
        step.Actor?.Text,
        step.Target?.Text,
        [.. step.Words.Select(Word)],
        [.. step.Expected.Select(Word)],
        step.Place);

    private StepWord Word(StepWordSyntax word) => word switch
    {
        { Name: { } name } => new StepWord(name.Text, null, 0, word.Place),
        { Value: ValueSyntax.Number number } => new StepWord(
            word.Place.Text, ValueBinder.TypeOf(number), _values.Scaled(number) ?? 0, word.Place),
        _ => new StepWord(word.Text?.Text ?? word.Place.Text, null, 0, word.Place),
    };
}
