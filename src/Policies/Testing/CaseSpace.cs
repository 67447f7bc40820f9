using System.Numerics;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>All situations that a test speaks of: each combination of the values that its givens
/// stand for. For <c>-</c> on a size, an address or a count those are its
/// <see cref="Landmarks"/>; of those, what the model can build.</summary>
public sealed class CaseSpace(PolicyRunner runner)
{
    /// <summary>More situations than this are too many for one test.</summary>
    public const int MaxCases = 100_000;

    private readonly Landmarks _landmarks = new(runner.Policy);

    /// <summary>How many situations a test speaks of.</summary>
    public BigInteger Count(BoundTest test) => GridOf(test).Count;

    internal CaseGrid GridOf(BoundTest test) =>
        new([.. test.Givens.Select(g => ValuesOf(g, test))]);

    /// <summary>What the fact could also be, for a search: all values of a small type, the
    /// landmarks of a large one.</summary>
    internal IEnumerable<ulong> ValuesToTry(FactSymbol fact, BoundTest test) =>
        fact.Type.Max <= ushort.MaxValue
            ? GivenValues.Of(fact, [new ValueRange(fact.Type.Min, fact.Type.Max)], []).All()
            : Buildable(fact, test);

    private GivenValues ValuesOf(BoundGiven given, BoundTest test) =>
        given.Ranges.IsDefaultOrEmpty
            ? GivenValues.Chosen(given.Fact, Buildable(given.Fact, test))
            : GivenValues.Of(given.Fact, given.Ranges, _landmarks.Of(given.Fact, test));

    private IEnumerable<ulong> Buildable(FactSymbol fact, BoundTest test) =>
        _landmarks.Of(fact, test)
            .Where(v => Situation.Default.With(fact, v).FindProblem(runner.Kernel) is null);
}
