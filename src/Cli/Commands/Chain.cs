using DmaRules.Policies.Library;

namespace DmaRules.Cli.Commands;

/// <summary>Policies one after another: those that are named, or the shipped kernels.</summary>
internal static class Chain
{
    public static IEnumerable<string> Of(string[]? named) =>
        named is { Length: > 0 } ? named : ShippedPolicies.Index.Chain;
}
