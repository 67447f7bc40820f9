using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Cli.Input;

/// <summary>Reads <c>fact=value</c> arguments for a policy.</summary>
internal static class SituationReader
{
    /// <summary><paramref name="computedToo"/>: also facts that the machine computes.</summary>
    public static Read<Situation> Read(
        BoundPolicy policy, IEnumerable<string> assignments, bool computedToo)
    {
        var situation = Situation.Default;
        foreach (var assignment in assignments)
        {
            var change = SituationText.Add(situation, assignment, policy.Facts, computedToo);
            if (change.Problem is { } problem)
            {
                var help = change.Help ?? "`dmarules facts` shows them all";
                return new Read<Situation>(null, new Complaint.Unusable(problem, help));
            }

            situation = change.Situation;
        }

        return KernelProfile.Find(policy.Kernel) is { } kernel
            && situation.FindProblem(kernel) is { } impossible
                ? new Read<Situation>(
                    null, new Complaint.Unusable(impossible, "change what is given"))
                : new Read<Situation>(situation, null);
    }
}
