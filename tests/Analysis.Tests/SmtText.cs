using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Tests;

/// <summary>Conditions in SMT-LIB: every fact is an integer within its type's bounds, every graph
/// node a definition.</summary>
internal sealed class SmtText
{
    private readonly StringBuilder _text = new("(set-logic QF_LIA)\n");

    /// <summary>Declares the facts that conditions read, and asks for each of some combinations of
    /// them whether facts meet it.</summary>
    public void Ask(
        ImmutableArray<FactSymbol> facts,
        ImmutableArray<DecisionGraph> conditions,
        IEnumerable<ImmutableArray<(int Condition, bool Holds)>> combinations)
    {
        _text.Append("(push)\n");
        foreach (var fact in facts)
        {
            _text.Append(CultureInfo.InvariantCulture, $"(declare-const f{fact.Slot} Int)\n");
            _text.Append(
                CultureInfo.InvariantCulture,
                $"(assert (<= {fact.Type.Min} f{fact.Slot} {fact.Type.Max}))\n");
        }

        foreach (var (index, condition) in conditions.Index())
        {
            Define(condition, $"c{index}");
        }

        foreach (var combination in combinations)
        {
            var parts = combination.Select(
                c => c.Holds ? $"c{c.Condition}" : $"(not c{c.Condition})");
            _text.Append(
                CultureInfo.InvariantCulture,
                $"(push)\n(assert (and true {string.Join(' ', parts)}))\n(check-sat)\n(pop)\n");
        }

        _text.Append("(pop)\n");
    }

    public override string ToString() => _text.ToString();

    private void Define(DecisionGraph condition, string name)
    {
        for (var i = 0; i < condition.Nodes.Length; i++)
        {
            var body = condition.Nodes[i] switch
            {
                DecisionNode.Ask ask =>
                    $"(ite {Question(ask.Question)} {name}n{ask.WhenTrue.Index} "
                    + $"{name}n{ask.WhenFalse.Index})",
                DecisionNode.Decide { Rule: DecisionGraph.Holds } => "true",
                _ => "false",
            };
            _text.Append(
                CultureInfo.InvariantCulture, $"(define-fun {name}n{i} () Bool {body})\n");
        }

        _text.Append(
            CultureInfo.InvariantCulture,
            $"(define-fun {name} () Bool {name}n{condition.Root.Index})\n");
    }

    private static string Question(Question question)
    {
        var sign = question.Comparison switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            _ => "<=",
        };
        var operand = question.Operand.IsFact
            ? string.Create(CultureInfo.InvariantCulture, $"f{question.Operand.Value}")
            : question.Operand.Value.ToString(CultureInfo.InvariantCulture);
        return string.Create(
            CultureInfo.InvariantCulture, $"({sign} f{question.Slot} {operand})");
    }
}
