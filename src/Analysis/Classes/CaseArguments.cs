using DmaRules.Analysis.Regions;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Analysis.Classes;

/// <summary>A situation, and what a driver does in it, as others can play it.</summary>
public static class CaseArguments
{
    /// <summary>The arguments behind <c>run POLICY</c>.</summary>
    public static IEnumerable<string> Of(Situation situation, DriverAction action)
    {
        var op = action switch
        {
            DriverAction.Sync => "op=sync",
            DriverAction.Alloc => "op=alloc",
            DriverAction.Resource => "op=resource",
            _ => null,
        };
        return situation.Given
            .Select(g => FactAssignment.Of(g.Key, g.Value))
            .Concat(op is null ? [] : new[] { op });
    }
}
