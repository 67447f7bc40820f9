using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Dsl.Graph;

/// <summary>Questions in the words of the language.</summary>
public static class QuestionText
{
    /// <summary>The question, or with <paramref name="isNegated"/> its opposite: <c>mask >= 32
    /// bits</c>.</summary>
    public static string Show(
        Question question, IReadOnlyList<FactSymbol> facts, bool isNegated = false)
    {
        var fact = facts[question.Slot];
        var operand = question.Operand.IsFact
            ? facts[(int)question.Operand.Value].Name
            : ValueText.Show(fact.Type, question.Operand.Value);
        return fact.Type switch
        {
            ValueType.Bool when !question.Operand.IsFact =>
                question.Operand.Value == ValueType.Yes != isNegated
                    ? fact.Name
                    : $"not {fact.Name}",
            ValueType.Enumeration when !question.Operand.IsFact =>
                $"{fact.Name} is {(isNegated ? "not " : "")}{operand}",
            _ => $"{fact.Name} {Sign(question.Comparison, isNegated)} {operand}",
        };
    }

    private static string Sign(Comparison comparison, bool isNegated) => comparison switch
    {
        Comparison.Equal => isNegated ? "!=" : "==",
        Comparison.Less => isNegated ? ">=" : "<",
        _ => isNegated ? ">" : "<=",
    };
}
