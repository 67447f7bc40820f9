using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Graph;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Gives a condition its meaning: names become slots, values become numbers, and what
/// cannot be compared or never changes is told. A broken part silences whatever is built of
/// it.</summary>
internal sealed class ExpressionBinder(Scope scope, Reader reader)
{
    private static readonly BoundExpression Broken = new BoundExpression.Broken();

    private readonly ValueBinder _values = new(scope);

    public BoundExpression Bind(ExpressionSyntax expression) => expression switch
    {
        ExpressionSyntax.Chain chain => Chain(chain),
        ExpressionSyntax.Negation negation => new BoundExpression.Negation(Bind(negation.Operand)),
        ExpressionSyntax.Compare compare => Compare(compare),
        ExpressionSyntax.MemberCheck check => Member(check),
        ExpressionSyntax.SetCheck check => Set(check),
        ExpressionSyntax.Bare bare => Bare(bare),
        _ => Broken,
    };

    public static bool AreSame(ValueType one, ValueType other) =>
        one is ValueType.Enumeration first && other is ValueType.Enumeration second
            ? first.Members.SequenceEqual(second.Members)
            : one.Name == other.Name;

    // `a implies b implies c` groups to the right, so all but the last part are its conditions.
    private BoundExpression.Chain Chain(ExpressionSyntax.Chain chain)
    {
        var parts = ImmutableArray.CreateBuilder<BoundExpression>(chain.Parts.Length);
        for (var i = 0; i < chain.Parts.Length; i++)
        {
            var isTurned = chain.Kind == ChainKind.Implies && i < chain.Parts.Length - 1;
            var part = Bind(chain.Parts[i]);
            parts.Add(isTurned ? new BoundExpression.Negation(part) : part);
        }

        return new BoundExpression.Chain(chain.Kind, parts.MoveToImmutable());
    }

    private BoundExpression Bare(ExpressionSyntax.Bare bare)
    {
        if (bare.Term is not NameSyntax name)
        {
            return Complain(
                DiagnosticCatalog.NoCondition,
                bare.Place,
                "compare a fact with it",
                bare.Place.Text);
        }

        if (scope.FindLet(name.Text) is { } let)
        {
            return scope.MayRead(let, name.Place, reader) ? let.Named : Broken;
        }

        if (scope.Fact(name.Text, name.Place, reader) is not { } fact)
        {
            return Broken;
        }

        var help = fact.Type is ValueType.Enumeration type
            ? $"write `{fact.Name} is {type.Members[0]}`"
            : "compare it with a value";
        return fact.Type is ValueType.Bool
            ? new BoundExpression.Atom(
                new Question(fact.Slot, Comparison.Equal, Operand.Constant(ValueType.Yes)),
                isNegated: false,
                bare.Place)
            : Complain(
                DiagnosticCatalog.NotACondition,
                bare.Place,
                help,
                fact.Name,
                ValueText.Describe(fact.Type));
    }

    private BoundExpression Member(ExpressionSyntax.MemberCheck check)
    {
        if (FactOf(check.Left) is not { } fact)
        {
            return Broken;
        }

        if (fact.Type is not ValueType.Enumeration type)
        {
            var help = fact.Type is ValueType.Bool
                ? Likely.Flag(fact, check.Member.Text, check.IsNegated)
                : "compare it with `==`";
            return Complain(
                DiagnosticCatalog.NotAnEnumeration, check.Place, help, fact.Name, fact.Type.Name);
        }

        return _values.MemberOf(fact, type, check.Member) is { } member
            ? new BoundExpression.Atom(
                new Question(fact.Slot, Comparison.Equal, Operand.Constant(member)),
                check.IsNegated,
                check.Place)
            : Broken;
    }

    private BoundExpression Set(ExpressionSyntax.SetCheck check)
    {
        if (FactOf(check.Left) is not { } fact
            || _values.Ranges(fact, check.Cells, reader) is not { } ranges)
        {
            return Broken;
        }

        var parts = ranges.Select(r => InRange(fact, r, check.Place)).ToImmutableArray();
        return parts.Any(p => p is null)
            ? Constant(true, fact, check.Place, null)
            : new BoundExpression.Chain(
                ChainKind.Or, [.. parts.OfType<BoundExpression>()], check.Place);
    }

    // Null if the range is all of the type.
    private static BoundExpression? InRange(FactSymbol fact, ValueRange range, SourcePlace place)
    {
        BoundExpression Atom(Comparison comparison, ulong value, bool isNegated) =>
            new BoundExpression.Atom(
                new Question(fact.Slot, comparison, Operand.Constant(value)), isNegated, place);

        if (range.Min == range.Max)
        {
            return Atom(Comparison.Equal, range.Min, isNegated: false);
        }

        var parts = new List<BoundExpression>(2);
        if (range.Min > fact.Type.Min)
        {
            parts.Add(Atom(Comparison.Less, range.Min, isNegated: true));
        }

        if (range.Max < fact.Type.Max)
        {
            parts.Add(Atom(Comparison.LessOrEqual, range.Max, isNegated: false));
        }

        return parts.Count == 0 ? null : new BoundExpression.Chain(ChainKind.And, [.. parts]);
    }

    private BoundExpression Compare(ExpressionSyntax.Compare compare)
    {
        var (left, sign, right) = compare.Left is ValueSyntax
            ? (compare.Right, ComparisonSign.Mirror(compare.Sign), compare.Left)
            : (compare.Left, compare.Sign, compare.Right);
        if (left is ValueSyntax)
        {
            return Complain(
                DiagnosticCatalog.NoCondition,
                compare.Place,
                "compare a fact with one of them",
                compare.Place.Text);
        }

        if (FactOf(left) is not { } fact)
        {
            return Broken;
        }

        var (comparison, isNegated) = ComparisonSign.Meaning(sign);
        if (comparison != Comparison.Equal && fact.Type is ValueType.Bool or ValueType.Enumeration)
        {
            return Complain(
                DiagnosticCatalog.NoOrder,
                compare.Place,
                Likely.Hint(fact),
                fact.Name,
                fact.Type is ValueType.Bool ? "it is yes or no" : "it is one of a list of words");
        }

        return right is ValueSyntax value
            ? WithValue(fact, comparison, value, isNegated, compare.Place)
            : WithFact(fact, comparison, right, isNegated, compare);
    }

    private BoundExpression WithValue(
        FactSymbol fact,
        Comparison comparison,
        ValueSyntax value,
        bool isNegated,
        SourcePlace place)
    {
        if (_values.Raw(fact, value, reader) is not { } raw)
        {
            return Broken;
        }

        bool? always = comparison switch
        {
            Comparison.Equal when raw < fact.Type.Min || raw > fact.Type.Max => false,
            Comparison.Less when raw <= fact.Type.Min => false,
            Comparison.Less when raw > fact.Type.Max => true,
            Comparison.LessOrEqual when raw < fact.Type.Min => false,
            Comparison.LessOrEqual when raw >= fact.Type.Max => true,
            _ => null,
        };
        return always is { } answer
            ? Constant(answer != isNegated, fact, place, raw)
            : new BoundExpression.Atom(
                new Question(fact.Slot, comparison, Operand.Constant(raw)), isNegated, place);
    }

    private BoundExpression WithFact(
        FactSymbol fact,
        Comparison comparison,
        TermSyntax right,
        bool isNegated,
        ExpressionSyntax.Compare compare)
    {
        if (right is NameSyntax name
            && scope.FindFact(name.Text) is null
            && fact.Type is ValueType.Enumeration type
            && type.Members.Contains(name.Text))
        {
            var joint = isNegated ? "is not" : "is";
            return Complain(
                DiagnosticCatalog.UnknownName,
                name.Place,
                $"write `{fact.Name} {joint} {name.Text}`",
                name.Text,
                "fact");
        }

        if (FactOf(right) is not { } other)
        {
            return Broken;
        }

        if (!AreSame(fact.Type, other.Type))
        {
            return ReportMismatch(fact, other, right.Place);
        }

        return other.Slot == fact.Slot
            ? Complain(
                DiagnosticCatalog.ConstantComparison,
                compare.Place,
                "compare it with a value, or with another fact",
                (comparison != Comparison.Less) != isNegated ? "true" : "false",
                $"both sides are `{fact.Name}`")
            : new BoundExpression.Atom(
                new Question(fact.Slot, comparison, Operand.Fact(other.Slot)),
                isNegated,
                compare.Place);
    }

    private FactSymbol? FactOf(TermSyntax term)
    {
        if (term is NameSyntax name)
        {
            return scope.Fact(name.Text, name.Place, reader);
        }

        Complain(DiagnosticCatalog.NoCondition, term.Place, "a fact belongs here", term.Place.Text);
        return null;
    }

    private BoundExpression ReportMismatch(FactSymbol fact, FactSymbol other, SourcePlace place)
    {
        var meant = Likely.Fact(
            fact, scope.Facts.Where(f => reader.MayRead(f) && AreSame(f.Type, other.Type)));
        var help = Likely.Hint(fact)
            + (meant is null || meant == other ? "" : $"; did you mean `{meant.Name}`?");
        return Complain(
            DiagnosticCatalog.TypeMismatch,
            place,
            help,
            fact.Name,
            Kind(fact),
            other.Name,
            Kind(other));
    }

    private static string Kind(FactSymbol fact) => ValueText.KindOf(fact.Type);

    private BoundExpression Constant(
        bool answer, FactSymbol fact, SourcePlace place, ulong? value) => Complain(
        DiagnosticCatalog.ConstantComparison,
        place,
        Likely.Comparison(fact, value, answer),
        answer ? "true" : "false",
        $"`{fact.Name}` is {ValueText.Describe(fact.Type)}");

    private BoundExpression Complain(
        DiagnosticDescriptor descriptor, SourcePlace place, string? help, params string[] arguments)
    {
        scope.Diagnostics.Add(descriptor, place, help, arguments);
        return Broken;
    }
}
