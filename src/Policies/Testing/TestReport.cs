using System.Collections.Immutable;
using System.Numerics;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Testing;

/// <summary>What came of one test, table row or scenario.</summary>
/// <param name="Name">The test's name; of a row the table's.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Cases">How often the machine was run: once for each situation and
/// expectation.</param>
/// <param name="Failures">Each expectation that was not met, at its first situation; of a scenario
/// each step. Empty: it passed.</param>
public sealed record TestReport(
    string Name, SourcePlace Place, long Cases, ImmutableArray<TestFailure> Failures)
{
    /// <summary>Whether everything was as expected.</summary>
    public bool Passed => Failures.IsEmpty;

    /// <summary>The first failure; null if it passed.</summary>
    public TestFailure? Failure => Failures.FirstOrDefault();

    /// <summary>Whether it is a row of a table.</summary>
    public bool IsTableRow { get; init; }

    /// <summary>How many situations were tried.</summary>
    public long Situations { get; init; } = 1;

    /// <summary>How many situations were left out, because no machine can have the values that a
    /// <c>-</c> brought together.</summary>
    public long LeftOut { get; init; }

    /// <summary>Which part of the situations was tried; null: all of them.</summary>
    public TestSample? Sample { get; init; }
}

/// <summary>A test that speaks of too many situations was tried on some: corners first, then drawn
/// ones. The same seed draws the same.</summary>
public sealed record TestSample(ulong Seed, BigInteger Of);
