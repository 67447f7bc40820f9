using System.Collections.Immutable;
using DmaRules.Dsl.Text;

namespace DmaRules.Policies.Testing;

/// <summary>An expectation that was not met, with what one needs to see why.</summary>
/// <param name="Place">Where the expectation is written.</param>
/// <param name="Parts">Every part of it; at least one differs.</param>
/// <param name="Situation">The given facts, <c>name = value</c> each.</param>
public sealed record TestFailure(
    SourcePlace Place, ImmutableArray<ExpectedPart> Parts, ImmutableArray<string> Situation)
{
    /// <summary>The first part that differs: a result's outcome, its rule, dma, bounced; or the
    /// situation or the decision, where there is nothing to compare.</summary>
    public string Part => First.Name;

    /// <summary>What the test says of that part.</summary>
    public string Expected => First.Expected ?? "";

    /// <summary>What it came to.</summary>
    public string Actual => First.Actual;

    /// <summary>Who decided, where, and the verdict's proof: a line each.</summary>
    public ImmutableArray<string> Explanation { get; init; } = [];

    /// <summary>The decisions that matter, taken apart.</summary>
    public ImmutableArray<DecisionReport> Decisions { get; init; } = [];

    /// <summary>What happened.</summary>
    public EventStory? Story { get; init; }

    /// <summary>In how many of the situations it fails; null where there is one.</summary>
    public FailureExtent? Extent { get; init; }

    /// <summary>What would make it pass; null where nobody looked.</summary>
    public Repair? Repair { get; init; }

    /// <summary>The scenario's step; null in a test.</summary>
    public string? Step { get; init; }

    /// <summary>The same with other words for what was expected of the first part that
    /// differs.</summary>
    public TestFailure Saying(string expected) =>
        this with { Parts = Parts.Replace(First, First with { Expected = expected }) };

    private ExpectedPart First => Parts.First(p => p.Differs);

    /// <summary>A failure in one part.</summary>
    public static TestFailure Of(
        string part, string expected, string actual, SourcePlace place,
        ImmutableArray<string> situation) =>
        new(place, [new ExpectedPart(part, expected, actual, Differs: true)], situation);
}

/// <summary>One part of an expectation beside what it came to. What the test does not say is
/// null.</summary>
public sealed record ExpectedPart(string Name, string? Expected, string Actual, bool Differs);

/// <summary>In how many of a test's situations an expectation is not met, and which those are: each
/// region in words, the first few of them.</summary>
public sealed record FailureExtent(
    long Failing, long Tried, ImmutableArray<string> Regions, int OtherRegions);

/// <summary>Changes of one given fact that make the whole test pass, each proved by a run; and how
/// many changes were tried.</summary>
public sealed record Repair(ImmutableArray<string> Changes, int Tried);

/// <summary>The events that led to what is told, the last ones of them. <paramref name="LeftOut"/>:
/// how many before them are not told; <paramref name="ProofIsLast"/>: the last one proves the
/// verdict.</summary>
public sealed record EventStory(
    ImmutableArray<string> Events, int LeftOut, bool ProofIsLast);
