using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Regions;

/// <summary>A decision's rules as diagrams over one space: where each condition holds. Everything
/// asked of it is exact.</summary>
internal sealed class DecisionRegions
{
    private readonly ImmutableArray<int> _conditions;
    private readonly ImmutableArray<int> _before;

    private DecisionRegions(
        BoundDecision decision, DiagramTable table, ImmutableArray<int> conditions)
    {
        (Decision, Table, _conditions) = (decision, table, conditions);
        var before = ImmutableArray.CreateBuilder<int>(conditions.Length + 1);
        before.Add(DiagramTable.False);
        foreach (var condition in conditions)
        {
            before.Add(table.Or(before[^1], condition));
        }

        _before = before.MoveToImmutable();
    }

    public BoundDecision Decision { get; }

    public DiagramTable Table { get; }

    /// <summary>How many rules have a condition: all but the last.</summary>
    public int Count => _conditions.Length;

    /// <summary>Where no rule's condition holds.</summary>
    public int Gap => Table.Minus(DiagramTable.True, _before[^1]);

    /// <summary>Makes the diagrams; throws <see cref="OverBudgetException"/> where they grow too
    /// large.</summary>
    public static DecisionRegions Of(BoundDecision decision, ImmutableArray<FactSymbol> facts)
    {
        DecisionGraph[] graphs =
        [
            .. decision.Rules[..^1].Select(r =>
                r.When!.ToGraph(r.Name, facts, r.Place) ?? throw new OverBudgetException([])),
        ];
        var table = new DiagramTable(FactSpace.Of(facts, graphs));
        return new DecisionRegions(decision, table, [.. graphs.Select(table.Of)]);
    }

    /// <summary>Where a rule's condition holds.</summary>
    public int Holds(int rule) => _conditions[rule];

    /// <summary>Where a rule decides under <c>first</c>.</summary>
    public int Decides(int rule) => rule == Count
        ? Gap
        : Table.Minus(_conditions[rule], _before[rule]);

    /// <summary>Where two rules both hold.</summary>
    public int Both(int one, int other) => Table.And(_conditions[one], _conditions[other]);

    /// <summary>Few rules above one that decide wherever it holds: without any of them it would
    /// decide somewhere. Only for a rule that never decides.</summary>
    public ImmutableArray<int> ShadowOf(int rule)
    {
        var shadow = Enumerable.Range(0, rule)
            .Where(r => Table.And(Decides(r), _conditions[rule]) != DiagramTable.False)
            .ToList();
        for (var i = shadow.Count - 1; i >= 0; i--)
        {
            var others = shadow.Where((_, n) => n != i)
                .Aggregate(DiagramTable.False, (sum, r) => Table.Or(sum, _conditions[r]));
            if (Table.Minus(_conditions[rule], others) == DiagramTable.False)
            {
                shadow.RemoveAt(i);
            }
        }

        return [.. shadow];
    }

    /// <summary>A diagram in words, in few regions; at most so many.</summary>
    public ImmutableArray<Region> Show(int diagram, int most) =>
        RegionWords.Of(Table.Space, BoxCover.Of(Table, diagram, most));
}
