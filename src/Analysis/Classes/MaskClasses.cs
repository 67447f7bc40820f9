using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Graph;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Classes;

/// <summary>Which widths of a mask behave alike: cut where the policy compares a mask with a
/// constant, and where anything that comes of a run changes between one width and the next on some
/// machine of the space.</summary>
internal static class MaskClasses
{
    private const int Widest = 64;

    private static readonly DriverAction[] Actions =
        [DriverAction.Map, DriverAction.Sync, DriverAction.Alloc, DriverAction.Resource];

    // The other mask, and which of the two is set last.
    private static readonly (int Other, bool IsStreamingLast)[] Contexts =
        [(Widest, false), (Widest, true), (32, false), (32, true)];

    /// <summary>The narrowest width of each class.</summary>
    public static ImmutableArray<ulong> Of(PolicyRunner runner, IEnumerable<MachineCase> machines)
    {
        var cuts = new SortedSet<ulong> { 1 };
        cuts.UnionWith(ConstantsOf(runner.Policy));
        foreach (var machine in machines)
        {
            runner.Dispatch.Give(machine.Situation);
            foreach (var action in Actions)
            {
                foreach (var (other, isLast) in Contexts)
                {
                    Cut(cuts, width => Seen(runner, machine, PlanOf(action, width, other, isLast)));
                    Cut(cuts, width => Seen(runner, machine, PlanOf(action, other, width, isLast)));
                }
            }
        }

        return [.. cuts.Where(c => c <= Widest)];
    }

    private static void Cut(SortedSet<ulong> cuts, Func<int, object> see)
    {
        var before = see(1);
        for (var width = 2; width <= Widest; width++)
        {
            var seen = see(width);
            if (!seen.Equals(before))
            {
                cuts.Add((ulong)width);
            }

            before = seen;
        }
    }

    private static DriverPlan PlanOf(
        DriverAction action, int streaming, int coherent, bool isStreamingLast) => new()
        {
            DmaMask = Runtime.Units.DmaMask.OfBits(streaming),
            CoherentMask = Runtime.Units.DmaMask.OfBits(coherent),
            StreamingLast = isStreamingLast,
            Action = action,
        };

    private static (string, PathAction?, GrantedWindow?) Seen(
        PolicyRunner runner, MachineCase machine, DriverPlan plan)
    {
        var isTranslated = machine.Situation[DmaSchema.Translated] != 0;
        var result = runner.Run(machine.Spec, plan with { IsTranslated = isTranslated });
        return (result.Verdict.ToString(), result.Path?.Action, result.Granted);
    }

    private static IEnumerable<ulong> ConstantsOf(BoundPolicy policy) =>
        from graph in policy.Graphs
        from ask in graph.Nodes.OfType<DecisionNode.Ask>()
        let question = ask.Question
        where !question.Operand.IsFact
            && graph.Facts[question.Slot].Type is Dsl.Binding.ValueType.Bits
        from cut in new[] { question.Operand.Value, question.Operand.Value + 1 }
        select cut;
}
