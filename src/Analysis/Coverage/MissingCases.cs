using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Coverage;

/// <summary>A case that gets a rule to decide where no test did.</summary>
/// <param name="Region">What it covers.</param>
/// <param name="Situation">What is given.</param>
/// <param name="Action">What the driver does.</param>
/// <param name="Result">What comes of it.</param>
public sealed record MissingCase(
    CoveredRegion Region, Situation Situation, DriverAction Action, TrialResult Result);

/// <summary>Looks for cases that cover what is not covered, among the machines and drivers of a
/// proof.</summary>
public static class MissingCases
{
    private const int MostRare = 1;
    private const int MostEvents = 2;
    private const int MostTried = 1_000_000;

    /// <summary>A small case for each region that is not covered and that a machine can have; a
    /// region without one is missing.</summary>
    public static IReadOnlyList<MissingCase> Find(PolicyCoverage coverage)
    {
        try
        {
            return FindAll(coverage);
        }
        catch (OverBudgetException)
        {
            return [];
        }
    }

    private static IReadOnlyList<MissingCase> FindAll(PolicyCoverage coverage)
    {
        using var engine = new LastWindowEngine();
        var search = new Search(coverage, engine);
        var runner = search.Runner;
        var space = new ClassSpace(
            PolicyCuts.Of(coverage.Policy, runner.Kernel), runner.Kernel, Situation.Default);
        var masks = MaskClasses.Of(runner, space.FewMachines());
        var drivers = space.Drivers(masks, MostEvents).Take(MostTried).ToList();
        foreach (var machine in space.Machines(MostRare).Take(MostTried / drivers.Count))
        {
            if (search.IsDone)
            {
                break;
            }

            foreach (var driver in drivers.Where(
                d => machine.Spec.Firmware.Pmem || !d.Plan.BufferInPmem))
            {
                search.Try(driver.On(machine), driver.Action);
            }
        }

        return search.Found;
    }

    private sealed class Search(PolicyCoverage coverage, LastWindowEngine engine)
    {
        private readonly HashSet<CoveredRegion> _open =
            [.. coverage.Regions.Where(r => !r.IsCovered)];

        private readonly Dictionary<CoveredRegion, MissingCase> _found = [];

        public PolicyRunner Runner { get; } = new(coverage.Policy, engine);

        public bool IsDone => _found.Count == _open.Count;

        public IReadOnlyList<MissingCase> Found =>
            [.. coverage.Regions.Where(_found.ContainsKey).Select(r => _found[r])];

        public void Try(Situation situation, DriverAction action)
        {
            var result = Runner.Run(situation, action);
            var path = Runner.Dispatch.Slots(result.Facts);
            Note(PolicyDispatch.PathGraph, path, result.Path?.Rule, (situation, action, result));
            Note(
                PolicyDispatch.WindowGraph,
                engine.Last,
                result.Window?.Rule,
                (situation, action, result));
        }

        private void Note(
            int decision,
            Facts facts,
            string? rule,
            (Situation Situation, DriverAction Action, TrialResult Result) run)
        {
            foreach (var region in coverage.RegionsAt(decision, facts))
            {
                if (_open.Contains(region) && region.Rule.Name == rule
                    && (!_found.TryGetValue(region, out var known)
                        || run.Situation.Given.Count < known.Situation.Given.Count))
                {
                    _found[region] = new MissingCase(
                        region, run.Situation, run.Action, run.Result);
                }
            }
        }
    }

    // Remembers what the last window was decided on.
    private sealed class LastWindowEngine : IDecisionEngine
    {
        private readonly InterpretedEngine _engine = new();

        public Facts Last { get; private set; }

        public string Name => _engine.Name;

        public IReadOnlyList<RuleSelector> Prepare(IReadOnlyList<DecisionGraph> graphs)
        {
            var selectors = _engine.Prepare(graphs);
            return [Watched(selectors[PolicyDispatch.WindowGraph]), .. selectors.Skip(1)];
        }

        public void Dispose() => _engine.Dispose();

        private RuleSelector Watched(RuleSelector selector)
        {
            return Select;

            int Select(in Facts facts)
            {
                Last = facts;
                return selector(facts);
            }
        }
    }
}
