using DmaRules.Dsl.Syntax;

namespace DmaRules.Dsl.Formatting;

/// <summary>What is too small to be broken: values, cells, outcomes, texts.</summary>
internal static class ValueWords
{
    public static string Of(ValueSyntax value) => value switch
    {
        ValueSyntax.Flag flag => flag.Value ? "yes" : "no",
        ValueSyntax.Number { Unit: null } number => number.Written,
        ValueSyntax.Number number => $"{number.Written} {number.Unit}",
        _ => "",
    };

    public static string Of(CellSyntax cell) => cell switch
    {
        CellSyntax.Dash => "-",
        CellSyntax.Range { Max: null } range => Of(range.Min),
        CellSyntax.Range range => $"{Of(range.Min)}..{Of(range.Max)}",
        CellSyntax.Words words => Of(words.Content),
        _ => "",
    };

    public static string Of(TermSyntax term) => term switch
    {
        NameSyntax name => name.Text,
        ValueSyntax value => Of(value),
        _ => "",
    };

    public static string Of(WordsSyntax words) =>
        words.Message is null ? words.Text : $"{words.Text} {Of(words.Message)}";

    public static string Of(TextSyntax text) => $"\"{text.Text}\"";
}
