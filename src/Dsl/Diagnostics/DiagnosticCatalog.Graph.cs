namespace DmaRules.Dsl.Diagnostics;

// Graphs, scenarios and our own bugs: DMA3xxx, DMA5xxx and DMA9xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>Decision graph too large.</summary>
    public static DiagnosticDescriptor GraphTooLarge { get; } = Error(
        "3001",
        "decision graph too large",
        "`{0}` needs more than {1} nodes, the limit; {2} has {3} of them");

    private static IEnumerable<DiagnosticDescriptor> Graph =>
    [
        GraphTooLarge,
    ];

    /// <summary>Unknown step.</summary>
    public static DiagnosticDescriptor UnknownStep { get; } = Error(
        "5001",
        "unknown step",
        "no step is called `{0}`");

    /// <summary>Step that lacks a word.</summary>
    public static DiagnosticDescriptor StepNeeds { get; } = Error(
        "5002",
        "step that lacks a word",
        "`{0}` needs {1}");

    /// <summary>Unknown expectation of a step.</summary>
    public static DiagnosticDescriptor UnknownStepExpectation { get; } = Error(
        "5003",
        "unknown expectation of a step",
        "`{0}` is nothing that `{1}` can be expected to do");

    /// <summary>Unknown device or mapping.</summary>
    public static DiagnosticDescriptor UnknownActor { get; } = Error(
        "5004",
        "unknown device or mapping",
        "no {1} is called `{0}`");

    /// <summary>Fact without effect in a scenario.</summary>
    public static DiagnosticDescriptor FactWithoutEffect { get; } = Error(
        "5005",
        "fact without effect in a scenario",
        "`{0}` has no effect in a scenario: the steps say what drivers do");

    /// <summary>Step that makes nothing to name.</summary>
    public static DiagnosticDescriptor NothingToName { get; } = Error(
        "5006",
        "step that makes nothing to name",
        "`{0}` makes nothing that could be called `{1}`");

    /// <summary>Word left over behind a step.</summary>
    public static DiagnosticDescriptor LeftoverWord { get; } = Error(
        "5007",
        "word left over behind a step",
        "`{0}` does not belong to `{1}`");

    private static IEnumerable<DiagnosticDescriptor> Scenarios =>
    [
        UnknownStep,
        StepNeeds,
        UnknownStepExpectation,
        UnknownActor,
        FactWithoutEffect,
        NothingToName,
        LeftoverWord,
    ];

    /// <summary>Bug in the tool.</summary>
    public static DiagnosticDescriptor OurBug { get; } = Error(
        "9001",
        "bug in the tool",
        "this is our bug, not yours: {0}");

    private static IEnumerable<DiagnosticDescriptor> Bugs =>
    [
        OurBug,
    ];
}
