using DmaRules.Analysis.Difference;
using DmaRules.Analysis.Regions;
using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Policies.Running;

namespace DmaRules.Cli.Commands;

/// <summary>Two policies that are compared: in their decisions, and on the machine where that is of
/// one kind.</summary>
internal static class PolicyPair
{
    public static DifferencePage Compare(
        BoundPolicy before, BoundPolicy after, IDecisionEngine engine, int rare)
    {
        var decisions = PolicyDifference.Between(before, after);
        var isOneMachine = decisions.NotAnalysed.IsEmpty && before.Platform == after.Platform;
        var machine = isOneMachine
            ? MachineComparer.Compare(
                new PolicyRunner(before, engine), new PolicyRunner(after, engine), rare)
            : null;
        return new DifferencePage(before, after, decisions, machine);
    }
}
