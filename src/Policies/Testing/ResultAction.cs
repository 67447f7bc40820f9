using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Testing;

/// <summary>What a driver does for the result that a test expects something of.</summary>
internal static class ResultAction
{
    public static bool IsWindow(ResultSymbol result) =>
        result.Decision == DmaSchema.Instance.Decisions[0];

    public static DriverAction Of(ResultSymbol result) => result.Name switch
    {
        "window" => DriverAction.SetMasks,
        "sync" => DriverAction.Sync,
        "alloc" => DriverAction.Alloc,
        "resource" => DriverAction.Resource,
        _ => DriverAction.Map,
    };
}
