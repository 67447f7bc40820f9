using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;

namespace DmaRules.Analysis.Coverage;

/// <summary>Which rules of a policy decided something, and in which regions of what they decide.
/// </summary>
public sealed class PolicyCoverage
{
    private const int MostRegions = 100;
    private readonly FactSpace?[] _spaces;

    private PolicyCoverage(BoundPolicy policy)
    {
        Policy = policy;
        var regions = ImmutableArray.CreateBuilder<CoveredRegion>();
        var left = ImmutableArray.CreateBuilder<NotAnalysed>();
        _spaces = new FactSpace?[policy.Decisions.Length];
        for (var i = 0; i < policy.Decisions.Length; i++)
        {
            try
            {
                regions.AddRange(RegionsOf(i));
            }
            catch (OverBudgetException over)
            {
                left.Add(over.LeavingOut(policy.Decisions[i].Symbol.Name));
            }
        }

        (Regions, NotAnalysed) = (regions.ToImmutable(), left.ToImmutable());
    }

    /// <summary>The policy.</summary>
    public BoundPolicy Policy { get; }

    /// <summary>The regions of all rules; together they are all that each decides, but for a rule
    /// of very many.</summary>
    public ImmutableArray<CoveredRegion> Regions { get; }

    /// <summary>The decisions that are too large to be taken apart.</summary>
    public ImmutableArray<NotAnalysed> NotAnalysed { get; }

    /// <summary>Nothing of a policy is covered yet.</summary>
    public static PolicyCoverage Of(BoundPolicy policy) => new(policy);

    /// <summary>An engine that decides as another does, and notes what it decides.</summary>
    public IDecisionEngine Watch(IDecisionEngine engine) => new Watcher(this, engine);

    /// <summary>The regions of a decision that some facts lie in.</summary>
    public IEnumerable<CoveredRegion> RegionsAt(int decision, Facts facts)
    {
        if (_spaces[decision] is not { } space)
        {
            return [];
        }

        int[] point = [.. space.Axes.Select(a => a.CellOf(facts))];
        return Regions.Where(r => r.Decision == decision && r.Holds(point));
    }

    private List<CoveredRegion> RegionsOf(int decision)
    {
        var diagram = new DecisionDiagram(Policy, decision);
        var space = FactSpace.Of(Policy.Facts, diagram.Graphs);
        var table = new DiagramTable(space);
        var rules = Policy.Decisions[decision].Rules;
        var deciding = diagram.In(table, r => r is null ? rules.Length : rules.IndexOf(r));
        _spaces[decision] = space;
        return
        [
            .. from rule in table.LeavesOf(deciding)
               where rule < rules.Length
               let place = table.Where(deciding, r => r == rule)
               from box in BoxCover.Of(table, place, MostRegions)
               let words = RegionWords.Of(space, [box]).Select(r => r.Words)
               select new CoveredRegion(
                   decision, rules[rule], string.Join("; or ", words), box),
        ];
    }

    private void Note(int decision, in Facts facts)
    {
        foreach (var region in RegionsAt(decision, facts))
        {
            region.IsCovered = true;
        }
    }

    private sealed class Watcher(PolicyCoverage coverage, IDecisionEngine engine) : IDecisionEngine
    {
        public string Name => engine.Name;

        public IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs) =>
            [.. engine.Prepare(graphs).Select(Watched)];

        public void Dispose() => engine.Dispose();

        private RuleSelector Watched(RuleSelector selector, int decision)
        {
            return Select;

            int Select(in Facts facts)
            {
                coverage.Note(decision, facts);
                return selector(facts);
            }
        }
    }
}
