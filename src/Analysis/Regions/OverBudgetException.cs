using System.Collections.Immutable;
using DmaRules.Dsl.Binding;

namespace DmaRules.Analysis.Regions;

/// <summary>An exact answer would cost more than is allowed; nobody outside of the analyses sees
/// this. <paramref name="drivers"/> are the facts that drive the cost.</summary>
#pragma warning disable CA1032 // it is never made without its facts
internal sealed class OverBudgetException(ImmutableArray<FactSymbol> drivers) : Exception
#pragma warning restore CA1032
{
    /// <summary>The names of those facts, each once.</summary>
    public ImmutableArray<string> Names => [.. drivers.Select(f => f.Name).Distinct()];

    /// <summary>A decision that was left out for it.</summary>
    public NotAnalysed LeavingOut(string decision) => new(decision, Names);
}
