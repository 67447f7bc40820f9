using System.Collections.Immutable;

namespace DmaRules.Analysis.Regions;

/// <summary>Values of an axis' facts that no question tells apart.</summary>
/// <param name="Intervals">For each fact of the axis, which of its intervals.</param>
/// <param name="Values">For each fact, a raw value that stands for all.</param>
/// <param name="Answers">The answers to the axis' comparisons of two facts, a bit each.</param>
internal sealed record AxisCell(
    ImmutableArray<int> Intervals, ImmutableArray<ulong> Values, ulong Answers);
