using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Testing;

/// <summary>The values at which a policy may change its mind about a fact. Facts that it compares
/// with each other share them: each constant that one of them is compared with, what the test gives
/// for one of them, its default, and the next smaller and larger value of all of these; and 0.
/// Where the machine itself has a limit, that counts like a constant.</summary>
internal sealed class Landmarks
{
    private readonly ILookup<FactSymbol, FactSymbol> _compared;
    private readonly ILookup<FactSymbol, ulong> _constants;

    public Landmarks(BoundPolicy policy)
    {
        var questions = policy.Graphs.SelectMany(g => g.Nodes.OfType<DecisionNode.Ask>())
            .Select(a => a.Question)
            .Distinct()
            .ToList();
        var bySlot = policy.Facts.ToDictionary(f => f.Slot);
        _compared = questions.Where(q => q.Operand.IsFact)
            .Select(q => (Left: bySlot[q.Slot], Right: bySlot[(int)q.Operand.Value]))
            .Concat(MachineLimits.Compared)
            .SelectMany(p => new[] { p, (Left: p.Right, Right: p.Left) })
            .ToLookup(p => p.Left, p => p.Right);
        _constants = questions.Where(q => !q.Operand.IsFact)
            .Select(q => (Fact: bySlot[q.Slot], q.Operand.Value))
            .Concat(MachineLimits.Constants)
            .ToLookup(c => c.Fact, c => c.Value);
    }

    /// <summary>The landmarks of a fact in a test, in order; not all of them are values that a
    /// machine can have.</summary>
    public ImmutableArray<ulong> Of(FactSymbol fact, BoundTest test) =>
    [
        .. Kin(fact)
            .SelectMany(k => _constants[k].Concat(GivenTo(k, test)).Append(k.Default ?? 0))
            .SelectMany(v => Neighbourhood(v, MachineLimits.StepOf(fact)))
            .Append(0UL)
            .Where(v => v >= fact.Type.Min && v <= fact.Type.Max)
            .Distinct()
            .Order(),
    ];

    private List<FactSymbol> Kin(FactSymbol fact)
    {
        var kin = new List<FactSymbol> { fact };
        for (var i = 0; i < kin.Count; i++)
        {
            kin.AddRange(_compared[kin[i]].Where(f => !kin.Contains(f)).Distinct().ToList());
        }

        return kin;
    }

    private static IEnumerable<ulong> GivenTo(FactSymbol fact, BoundTest test) =>
        test.Givens.Where(g => g.Fact == fact && !g.Ranges.IsDefaultOrEmpty)
            .SelectMany(g => g.Ranges)
            .SelectMany(r => new[] { r.Min, r.Max });

    private static IEnumerable<ulong> Neighbourhood(ulong value, ulong step)
    {
        yield return value;
        if (value >= step)
        {
            yield return value - step;
        }

        if (value <= ulong.MaxValue - step)
        {
            yield return value + step;
        }
    }
}
