using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Analysis.Proof;

/// <summary>For each case of a list, the cases that differ from it in one fact.</summary>
internal sealed class Neighbours
{
    private readonly (FactSymbol Fact, int[] Others)[][] _of;
    private readonly (FactSymbol Fact, int[] Others)[][] _ofUnusual;

    private Neighbours(
        (FactSymbol Fact, int[] Others)[][] of,
        IReadOnlyList<(FactSymbol Fact, ulong Value)[]> cases)
    {
        _of = of;
        _ofUnusual =
        [
            .. of.Select((all, i) => all.Where(n => IsUnusual(n.Fact, cases[i])).ToArray()),
        ];
    }

    /// <summary>The neighbours of a case, by the fact in which they differ.</summary>
    public (FactSymbol Fact, int[] Others)[] this[int index] => _of[index];

    /// <summary>Only those that differ in a fact that is not as usual: one that is given another
    /// value than its default, or a mask, set or not.</summary>
    public (FactSymbol Fact, int[] Others)[] OfUnusual(int index) => _ofUnusual[index];

    /// <summary>The neighbours among cases, each told by what it gives. A fact that is not given
    /// has its default.</summary>
    public static Neighbours Of(IReadOnlyList<(FactSymbol Fact, ulong Value)[]> cases)
    {
        FactSymbol[] facts = [.. cases.SelectMany(c => c.Select(g => g.Fact)).Distinct()];
        var found = cases.Select(_ => new List<(FactSymbol, int[])>()).ToArray();
        foreach (var fact in facts)
        {
            var alike = cases.Index().GroupBy(
                c => KeyWithout(fact, c.Item), c => c.Index, StringComparer.Ordinal);
            foreach (int[] group in alike.Select(g => g.ToArray()).Where(g => g.Length > 1))
            {
                foreach (var index in group)
                {
                    found[index].Add((fact, [.. group.Where(i => i != index)]));
                }
            }
        }

        return new Neighbours([.. found.Select(f => f.ToArray())], cases);
    }

    private static bool IsUnusual(FactSymbol fact, (FactSymbol Fact, ulong Value)[] given) =>
        fact == DmaSchema.DmaMask || fact == DmaSchema.CoherentMask
            || given.Any(g => g.Fact == fact && g.Value != fact.Default);

    private static string KeyWithout(FactSymbol fact, (FactSymbol Fact, ulong Value)[] given) =>
        string.Join(' ', given.Where(g => g.Fact != fact)
            .OrderBy(g => g.Fact.Slot)
            .Select(g => $"{g.Fact.Slot}={g.Value}"));
}
