using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Policies.Testing;

/// <summary>All situations that a test speaks of: each combination of the values that its givens
/// stand for. For <c>-</c> on a size, an address or a count: 0, the default, and every constant
/// that the policy compares the fact with, and its neighbours; of
/// those, what the model can build.</summary>
public sealed class CaseSpace(PolicyRunner runner)
{
    /// <summary>More situations than this are too many for one test.</summary>
    public const int MaxCases = 100_000;

    /// <summary>How many situations a test speaks of.</summary>
    public long Count(BoundTest test)
    {
        var count = 1L;
        foreach (var given in test.Givens)
        {
            count = Math.Min(count * ValuesOf(given).LongCount(), MaxCases + 1L);
        }

        return count;
    }

    /// <summary>The situations, first given slowest.</summary>
    public IEnumerable<Situation> Situations(BoundTest test)
    {
        IEnumerable<Situation> situations = [Situation.Default];
        foreach (var given in test.Givens)
        {
            var values = ValuesOf(given).ToImmutableArray();
            situations = situations.SelectMany(
                _ => values, (s, value) => s.With(given.Fact, value));
        }

        return situations;
    }

    private IEnumerable<ulong> ValuesOf(BoundGiven given) =>
        given.Ranges.IsDefaultOrEmpty ? Landmarks(given.Fact) : given.Ranges.SelectMany(ValuesIn);

    private static IEnumerable<ulong> ValuesIn(ValueRange range)
    {
        for (var value = range.Min; ; value++)
        {
            yield return value;
            if (value == range.Max || value - range.Min >= MaxCases)
            {
                yield break;
            }
        }
    }

    private IEnumerable<ulong> Landmarks(FactSymbol fact) =>
        runner.Policy.Graphs
            .SelectMany(g => g.Nodes.OfType<DecisionNode.Ask>())
            .Where(a => a.Question.Slot == fact.Slot && !a.Question.Operand.IsFact)
            .Select(a => a.Question.Operand.Value)
            .SelectMany(Neighbourhood)
            .Append(fact.Default ?? 0)
            .Append(0UL)
            .Distinct()
            .Where(v => Situation.Default.With(fact, v).FindProblem(runner.Kernel) is null)
            .Order();

    private static IEnumerable<ulong> Neighbourhood(ulong value)
    {
        yield return value;
        if (value > 0)
        {
            yield return value - 1;
        }

        if (value < ulong.MaxValue)
        {
            yield return value + 1;
        }
    }
}
