using System.Collections.Immutable;

namespace DmaRules.Analysis.Regions;

/// <summary>A decision that was not looked at, since an exact answer would have cost too
/// much.</summary>
/// <param name="Decision">Its name.</param>
/// <param name="Drivers">The facts that drive the cost.</param>
public sealed record NotAnalysed(string Decision, ImmutableArray<string> Drivers);
