using System.Collections.Immutable;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Analysis;

/// <summary>A decision that was not looked at, since an exact answer would have cost too
/// much.</summary>
/// <param name="Decision">Its name.</param>
/// <param name="Drivers">The facts that drive the cost.</param>
public sealed record NotAnalysed(string Decision, ImmutableArray<string> Drivers);

/// <summary>What an analysis found, and what it could not look at. Everything found is a theorem
/// about all facts.</summary>
/// <param name="Diagnostics">Errors and warnings.</param>
/// <param name="Notes">What is meant to be so, most of the time: rules that are partly
/// shadowed.</param>
/// <param name="NotAnalysed">The decisions left out.</param>
public sealed record Findings(
    ImmutableArray<Diagnostic> Diagnostics,
    ImmutableArray<Diagnostic> Notes,
    ImmutableArray<NotAnalysed> NotAnalysed);
