using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Counterfactual;

/// <summary>Which given facts would have to be otherwise for a run to come to something else: the
/// machine is run after each change.</summary>
public static class Flip
{
    private const int MostFacts = 3;

    // A run costs so many questions beside those of the policy.
    private const long UsualNodes = 1_000;
    private const long MostAsked = 400_000 * UsualNodes;

    /// <summary>Searches what can be given, each fact over the classes of its values. What the
    /// driver does stays as it is.</summary>
    public static CounterfactualReport Find(
        PolicyRunner runner,
        Situation situation,
        DriverAction action,
        Func<TrialResult, bool> isWanted)
    {
        if (isWanted(runner.Run(situation, action)))
        {
            return CounterfactualReport.Already;
        }

        try
        {
            var choices = ChoicesFor(runner, situation);
            return new ChangeSearch(choices, IsSo).Run(MostFacts, MostAsked / Sizes(runner.Policy));
        }
        catch (OverBudgetException)
        {
            return CounterfactualReport.Nothing;
        }

        bool IsSo(IReadOnlyList<(FactSymbol Fact, ulong Value)> change)
        {
            var changed = change.Aggregate(situation, (sum, c) => sum.With(c.Fact, c.Value));
            return changed.FindProblem(runner.Kernel) is null
                && isWanted(runner.Run(changed, action));
        }
    }

    private static List<FactChoice> ChoicesFor(PolicyRunner runner, Situation situation)
    {
        var space = new ClassSpace(
            PolicyCuts.Of(runner.Policy, runner.Kernel), runner.Kernel, Situation.Default);
        var masks = MaskClasses.Of(runner, space.FewMachines().Append(
            new MachineCase(situation, situation.Machine(runner.Kernel))));
        return FlipChoices.Of(space, situation, masks);
    }

    private static long Sizes(BoundPolicy policy) =>
        UsualNodes + policy.Graphs.Sum(g => g.Nodes.Length);
}
