using System.Diagnostics;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Running;

/// <summary>The machine's choices in the words of the language.</summary>
public static class OutcomeText
{
    /// <summary>A window choice, e.g. <c>ddw mapping ram</c>.</summary>
    public static string Of(WindowAction action) => action switch
    {
        WindowAction.Table => "table",
        WindowAction.DdwMappingRam => "ddw mapping ram",
        WindowAction.DdwMappingPool => "ddw mapping pool",
        WindowAction.LowMappingPool => "low mapping pool",
        WindowAction.NoOps => "none",
        WindowAction.Refuse => "refuse",
        WindowAction.Undecided => "undecided",
        _ => throw new UnreachableException(),
    };

    /// <summary>What a mask call came to: the choice, or <c>table</c>
    /// where a window could not be had and the call silently got the table.</summary>
    public static string Of(WindowAction action, GrantedWindow? granted)
    {
        var isWindow = action is WindowAction.DdwMappingRam or WindowAction.DdwMappingPool
            or WindowAction.LowMappingPool;
        return Of(isWindow && granted == GrantedWindow.Table ? WindowAction.Table : action);
    }

    /// <summary>A path choice, e.g. <c>direct through pool</c>.</summary>
    public static string Of(PathChoice path) => path.By switch
    {
        PathBy.Pool => $"{Of(path.Action)} through pool",
        PathBy.Sharing => $"{Of(path.Action)} shared",
        _ => Of(path.Action),
    };

    /// <summary>Where a request goes, e.g. <c>bypass</c>.</summary>
    public static string Of(PathAction action) => action switch
    {
        PathAction.Bypass => "bypass",
        PathAction.Iommu => "iommu",
        PathAction.Direct => "direct",
        PathAction.Refuse => "refuse",
        PathAction.Undecided => "undecided",
        _ => throw new UnreachableException(),
    };
}
