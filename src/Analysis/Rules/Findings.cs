using System.Collections.Immutable;
using DmaRules.Analysis.Regions;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Analysis.Rules;

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
