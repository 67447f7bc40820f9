using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Testing;

/// <summary>The first thing that was not as expected.</summary>
/// <param name="Part">Which part differed: the situation, a result's outcome, its rule, dma,
/// bounced.</param>
/// <param name="Expected">What the test says.</param>
/// <param name="Actual">What came out.</param>
/// <param name="Situation">The given facts, <c>name = value</c> each.</param>
/// <param name="Explanation">What else one needs to see why: the deciding rule and its place, the
/// verdict's proof.</param>
/// <param name="Place">Where the expectation is written.</param>
public sealed record TestFailure(
    string Part,
    string Expected,
    string Actual,
    ImmutableArray<string> Situation,
    ImmutableArray<string> Explanation,
    SourcePlace Place);

/// <summary>What came of one test, table row or scenario. A null failure: it passed.</summary>
public sealed record TestReport(string Name, SourcePlace Place, long Cases, TestFailure? Failure);
