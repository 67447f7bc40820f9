using System.Collections.Immutable;
using System.Diagnostics;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Evaluation;

/// <summary>Evaluates every part of a condition. What a `let` stands for is read once, because a
/// few of them that name each other twice would otherwise be read beyond all counting.</summary>
internal sealed class ConditionReader(ImmutableArray<FactSymbol> symbols, Facts facts)
{
    // More than this nobody reads, and every bracket around it would repeat it.
    private const int MostCharacters = 1_000;

    private readonly Dictionary<BoundExpression, ConditionReport> _lets = [];

    public ConditionReport Read(BoundExpression expression) => expression switch
    {
        BoundExpression.Atom atom => Question(atom, atom.Place),
        BoundExpression.Chain { OneCheck: { } place } check => Question(check, place),
        BoundExpression.Chain chain => Chain(chain),
        BoundExpression.Negation negation => Negation(Read(negation.Operand)),
        BoundExpression.Named named => Let(named),
        _ => throw new UnreachableException("a policy with a broken rule was evaluated"),
    };

    private ConditionReport Question(BoundExpression question, SourcePlace place) => new(
        ConditionKind.Question, OneLine(place.Text), Holds(question), ReadingsOf(question), []);

    private ConditionReport Chain(BoundExpression.Chain chain)
    {
        if (chain.IsImplication)
        {
            return Implication(chain);
        }

        ImmutableArray<ConditionReport> parts = [.. chain.Parts.Select(Read)];
        return chain.IsAny
            ? new ConditionReport(
                ConditionKind.Any, Joined(parts, "or"), parts.Any(p => p.Holds), [], parts)
            : new ConditionReport(
                ConditionKind.All, Joined(parts, "and"), parts.All(p => p.Holds), [], parts);
    }

    // All but the last part are premises: it holds if one of them does not, or the last part does.
    private ConditionReport Implication(BoundExpression.Chain chain)
    {
        var last = chain.Parts.Length - 1;
        ImmutableArray<ConditionReport> written =
        [
            .. chain.Parts.Select((part, i) =>
                Read(i < last ? ((BoundExpression.Negation)part).Operand : part)),
        ];
        ImmutableArray<ConditionReport> parts =
            [.. written.Select((p, i) => i < last ? Negation(p) : p)];
        return new ConditionReport(
            ConditionKind.Any, Joined(written, "implies"), parts.Any(p => p.Holds), [], parts);
    }

    private static ConditionReport Negation(ConditionReport operand)
    {
        var isChain = operand.Kind is ConditionKind.All or ConditionKind.Any;
        var words = $"not {InBrackets(operand.Words, isChain)}";
        return operand.Kind == ConditionKind.Question
            ? operand with { Words = words, Holds = !operand.Holds }
            : new ConditionReport(ConditionKind.Negation, words, !operand.Holds, [], [operand]);
    }

    private ConditionReport Let(BoundExpression.Named named)
    {
        if (!_lets.TryGetValue(named.Value, out var value))
        {
            value = Read(named.Value);
            _lets[named.Value] = value;
        }

        return new ConditionReport(ConditionKind.Let, named.Name, value.Holds, [], [value]);
    }

    private bool Holds(BoundExpression question) => question switch
    {
        BoundExpression.Atom atom =>
            Interpreter.Holds(atom.Question, facts) != atom.IsNegated,
        BoundExpression.Chain { IsAny: true } chain => chain.Parts.Any(Holds),
        BoundExpression.Chain chain => chain.Parts.All(Holds),
        _ => throw new UnreachableException(),
    };

    private ImmutableArray<FactReading> ReadingsOf(BoundExpression question) =>
    [
        .. symbols.Where(s => (question.Reads >> s.Slot & 1) == 1)
            .Select(s => new FactReading(s, ValueText.Show(s.Type, facts[s.Slot]))),
    ];

    private static string Joined(ImmutableArray<ConditionReport> parts, string joint) => Cut(
        string.Join(
            $" {joint} ",
            parts.Select(p => InBrackets(p.Words, p.Kind == ConditionKind.Any))));

    private static string InBrackets(string words, bool areNeeded) =>
        areNeeded ? $"({words})" : words;

    // Comments and line breaks may stand between the words, and blanks that line them up.
    private static string OneLine(string text) => Cut(string.Join(
        ' ',
        text.Split('\n').SelectMany(line => line.Split('#')[0].Split(
            (char[]?)null, StringSplitOptions.RemoveEmptyEntries))));

    private static string Cut(string words) =>
        words.Length <= MostCharacters ? words : $"{words.AsSpan(0, MostCharacters)} ...";
}
