using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Dsl.Tests.Fixtures;

/// <summary>Answers conditions straight from their syntax, for comparison.</summary>
internal static class SyntaxReader
{
    public static int FirstThatHolds(ImmutableArray<RuleSyntax> rules, Facts facts)
    {
        var found = rules.ToList().FindIndex(r => Holds(r.When!, facts));
        return found < 0 ? rules.Length : found;
    }

    public static bool Holds(string condition, FactSlots slots)
    {
        var read = FileGrammar.Read(new SourceText("condition", $"let x = {condition}"));
        return Holds(read.Value.All<DeclarationSyntax.Let>().Single().Value, new Facts(slots));
    }

    public static bool Holds(ExpressionSyntax expression, Facts facts) => expression switch
    {
        ExpressionSyntax.Chain { Kind: ChainKind.And } all => all.Parts.All(p => Holds(p, facts)),
        ExpressionSyntax.Chain { Kind: ChainKind.Or } any => any.Parts.Any(p => Holds(p, facts)),
        ExpressionSyntax.Chain chain => chain.Parts.Reverse().Skip(1).Aggregate(
            Holds(chain.Parts[^1], facts), (then, part) => !Holds(part, facts) || then),
        ExpressionSyntax.Negation negation => !Holds(negation.Operand, facts),
        ExpressionSyntax.Bare bare => facts[Fact(bare.Term).Slot] == ValueType.Yes,
        ExpressionSyntax.MemberCheck check => Member(Fact(check.Left), check.Member.Text)
            == facts[Fact(check.Left).Slot] != check.IsNegated,
        ExpressionSyntax.SetCheck check => check.Cells.Any(c => IsIn(c, Fact(check.Left), facts)),
        ExpressionSyntax.Compare compare => Compare(
            Value(compare.Left, facts), compare.Sign, Value(compare.Right, facts)),
        _ => throw new InvalidDataException(),
    };

    private static bool Compare(ulong left, string sign, ulong right) => sign switch
    {
        "==" => left == right,
        "!=" => left != right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        _ => left >= right,
    };

    private static bool IsIn(CellSyntax cell, FactSymbol fact, Facts facts)
    {
        var value = facts[fact.Slot];
        return cell switch
        {
            CellSyntax.Words words => value == Member(fact, words.Content.Text),
            CellSyntax.Range range => range.Max is null
                ? value == Raw(range.Min, 1)
                : value >= Raw(range.Min, 1) && value <= Raw(range.Max, 1),
            _ => true,
        };
    }

    private static ulong Member(FactSymbol fact, string name) =>
        (ulong)((ValueType.Enumeration)fact.Type).Members.IndexOf(name);

    private static FactSymbol Fact(TermSyntax term) =>
        TestSchema.Instance.FindFact(((NameSyntax)term).Text)!;

    private static ulong Value(TermSyntax term, Facts facts) =>
        term is ValueSyntax value ? Raw(value, 1) : facts[Fact(term).Slot];

    private static ulong Raw(ValueSyntax value, ulong one) => value switch
    {
        ValueSyntax.Flag flag => flag.Value ? one : 0,
        ValueSyntax.Number { Unit: "KiB" } number => number.Value << 10,
        ValueSyntax.Number { Unit: "MiB" } number => number.Value << 20,
        ValueSyntax.Number { Unit: "GiB" } number => number.Value << 30,
        ValueSyntax.Number number => number.Value,
        _ => 0,
    };
}
