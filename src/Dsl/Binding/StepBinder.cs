using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds one step: values get their types, words stay words.</summary>
internal sealed class StepBinder(Scope scope)
{
    private readonly ValueBinder _values = new(scope);

    public BoundStep Bind(LineSyntax.StepLine step) => new(
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
