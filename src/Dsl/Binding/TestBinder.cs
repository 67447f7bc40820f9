using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Binding;

/// <summary>Binds what tests and scenarios give and what tests expect.</summary>
internal sealed class TestBinder(Scope scope, ImmutableArray<BoundDecision> decisions)
{
    private readonly WordBinder _words = new(scope.Schema, scope.Diagnostics);
    private readonly ValueBinder _values = new(scope);
    private readonly Dictionary<string, HashSet<string>> _ruleNames = decisions.ToDictionary(
        d => d.Symbol.Name, d => d.Rules.Select(r => r.Name).ToHashSet());

    public BoundTest Bind(DeclarationSyntax.Test test) => new(
        test.Name.Text,
        PolicyBinder.Metas(test.Metas),
        Givens(test.Lines),
        [
            .. test.Lines.OfType<LineSyntax.ExpectLine>()
                .Select(e => Expectation(e.Expectation))
                .OfType<BoundExpectation>(),
        ],
        IsTableRow: false,
        test.Place.FirstLine());

    public ImmutableArray<BoundGiven> Givens(IEnumerable<LineSyntax> lines)
    {
        GivenSyntax[] givens = [.. lines.OfType<LineSyntax.GivenLine>().SelectMany(l => l.Facts)];
        DuplicateCheck.Check(
            "given", givens, g => (g.Fact.Text, g.Fact.Text, g.Fact.Place), scope.Diagnostics);
        return [.. givens.Select(Given).OfType<BoundGiven>()];
    }

    /// <summary>The fact of that name if a test may give it.</summary>
    public FactSymbol? Givable(NameSyntax name)
    {
        var givable =
            scope.Facts.Where(f => f.Use.HasFlag(FactUse.Given)).Select(f => f.Name).ToList();
        if (scope.FindFact(name.Text) is not { } fact)
        {
            scope.ReportUnknown(name.Text, name.Place, () => givable);
            return null;
        }

        if (!fact.Use.HasFlag(FactUse.Given))
        {
            var help = fact.Use.HasFlag(FactUse.Consequence)
                ? "it is known only after a run: `expect` it"
                : Suggestion.Help(name.Text, givable);
            scope.Diagnostics.Add(DiagnosticCatalog.CannotBeGiven, name.Place, help, name.Text);
            return null;
        }

        return fact;
    }

    /// <summary>What <c>-</c> gives: all values where they can be listed as a range worth
    /// trying.</summary>
    public static BoundGiven Every(FactSymbol fact, SourcePlace place) => new(
        fact,
        fact.Type is ValueType.Bool or ValueType.Bits or ValueType.Enumeration
            ? [new ValueRange(fact.Type.Min, fact.Type.Max)]
            : [],
        IsEvery: true,
        place);

    public BoundGiven? Given(
        FactSymbol fact, ImmutableArray<CellSyntax> cells, SourcePlace place) =>
        cells is [CellSyntax.Dash] ? Every(fact, place)
        : _values.Ranges(fact, cells, Reader.Anyone) is { } ranges
            ? new BoundGiven(fact, ranges, IsEvery: false, place)
            : null;

    /// <summary>Checks an outcome and the rule behind it against a decision.</summary>
    public bool IsExpectable(DecisionSymbol decision, WordsSyntax? outcome, NameSyntax? rule)
    {
        var isKnown = outcome is null || _words.IsShown(decision, outcome);
        if (rule is null)
        {
            return isKnown;
        }

        var names = _ruleNames.GetValueOrDefault(decision.Name, []);
        if (names.Count == 0 || names.Contains(rule.Text))
        {
            return isKnown;
        }

        scope.Diagnostics.AddUnknown(
            DiagnosticCatalog.UnknownRule,
            new(rule.Text, rule.Place),
            () => names,
            name => PlaceOf(decision, name),
            decision.Name);
        return false;
    }

    // Where the rule stands that was probably meant, or else the decision's first one.
    private RelatedPlace? PlaceOf(DecisionSymbol decision, string name)
    {
        var rules = decisions.First(d => d.Symbol.Name == decision.Name).Rules;
        return rules.FirstOrDefault(r => r.Name == name) is { } rule
            ? new RelatedPlace(rule.Place.FirstLine(), $"`{name}` is here")
            : new RelatedPlace(
                rules[0].Place.FirstLine(), $"the rules of `decide {decision.Name}` start here");
    }

    public ResultSymbol? Result(NameSyntax name) => _words.Result(name);

    public bool IsVerdict(NameSyntax verdict, NameSyntax? reason) =>
        _words.Verdict(verdict) is { } symbol && (reason is null || _words.Reason(symbol, reason));

    private BoundGiven? Given(GivenSyntax given)
    {
        if (Givable(given.Fact) is not { } fact)
        {
            return null;
        }

        if (!given.Cells.IsEmpty)
        {
            return Given(fact, given.Cells, given.Place);
        }

        if (fact.Type is not ValueType.Bool)
        {
            scope.Diagnostics.Add(
                DiagnosticCatalog.NotACondition,
                given.Place,
                "say which value it has",
                fact.Name,
                ValueText.Describe(fact.Type));
            return null;
        }

        var value = given.IsNegated ? 0 : ValueType.Yes;
        return new BoundGiven(fact, [new ValueRange(value, value)], IsEvery: false, given.Place);
    }

    private BoundExpectation? Expectation(ExpectationSyntax expectation)
    {
        if (Result(expectation.Result) is not { } result)
        {
            return null;
        }

        CheckEffects(expectation);
        var effect = expectation.Effects.FirstOrDefault(e => e.Verdict is not null);
        return IsExpectable(result.Decision, expectation.Outcome, expectation.Rule)
            ? new BoundExpectation(
                result,
                expectation.Outcome?.Text,
                expectation.Outcome?.Message?.Text,
                expectation.Rule?.Text,
                effect?.Verdict?.Text,
                effect?.Reason?.Text,
                expectation.Effects.FirstOrDefault(e => e.Bounced is not null)?.Bounced,
                expectation.Place)
            : null;
    }

    private void CheckEffects(ExpectationSyntax expectation)
    {
        DuplicateCheck.Check(
            "expectation",
            expectation.Effects,
            e => e.Verdict is null ? ("bounced", "bounced", e.Place) : ("dma", "dma", e.Place),
            scope.Diagnostics);
        foreach (var effect in expectation.Effects)
        {
            if (effect.Verdict is { } verdict)
            {
                IsVerdict(verdict, effect.Reason);
            }
        }
    }
}
