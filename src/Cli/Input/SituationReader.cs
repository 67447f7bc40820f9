using DmaRules.Cli.Rendering;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Cli.Input;

/// <summary>Reads <c>fact=value</c> arguments for a policy.</summary>
internal static class SituationReader
{
    /// <summary><paramref name="computedToo"/>: also facts that the machine computes.</summary>
    public static Read<Situation> Read(
        BoundPolicy policy, IEnumerable<string> assignments, bool computedToo)
    {
        var read = SituationText.Read(assignments, policy, computedToo);
        return read.Problem is { } problem
            ? new Read<Situation>(null, new Complaint.Unusable(
                problem, read.Help ?? "`dmarules facts` shows them all"))
            : new Read<Situation>(read.Situation, null);
    }

    /// <summary>The same, whether or not a machine can be so.</summary>
    public static Read<Situation> ReadFacts(BoundPolicy policy, IEnumerable<string> assignments)
    {
        var situation = Situation.Default;
        foreach (var assignment in assignments)
        {
            var change = SituationText.Add(
                situation, assignment, policy.Facts, computedToo: true);
            if (change.Problem is { } problem)
            {
                return new Read<Situation>(null, new Complaint.Unusable(
                    problem, change.Help ?? "`dmarules facts` shows them all"));
            }

            situation = change.Situation;
        }

        return new Read<Situation>(situation, null);
    }
}
