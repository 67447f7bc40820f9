using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
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
    private const long MostTried = 400_000;

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

        var space = new ClassSpace(
            PolicyCuts.Of(runner.Policy, runner.Kernel), runner.Kernel, Situation.Default);
        var masks = MaskClasses.Of(runner, space.Machines(mostRare: 0).Append(
            new MachineCase(situation, situation.Machine(runner.Kernel))));
        var choices = FlipChoices.Of(space, situation, masks);
        return new ChangeSearch(choices, IsSo).Run(MostFacts, MostTried);

        bool IsSo(IReadOnlyList<(FactSymbol Fact, ulong Value)> change)
        {
            var changed = change.Aggregate(situation, (sum, c) => sum.With(c.Fact, c.Value));
            return changed.FindProblem(runner.Kernel) is null
                && isWanted(runner.Run(changed, action));
        }
    }
}
