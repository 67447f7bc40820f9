using DmaRules.Analysis.Regions;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Classes;

/// <summary>A situation, and what a driver does in it, as others can play it.</summary>
public static class CaseArguments
{
    /// <summary>The arguments behind <c>run POLICY</c>.</summary>
    public static IEnumerable<string> Of(Situation situation, DriverAction action)
    {
        var given = situation.Given.Select(g => FactAssignment.Of(g.Key, g.Value));
        var op = DriverPlan.OpOf(action);
        return op == DmaOp.Map
            ? given
            : given.Append(FactAssignment.Of(DmaSchema.Op, (ulong)op));
    }
}
