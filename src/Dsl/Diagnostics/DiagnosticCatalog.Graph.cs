namespace DmaRules.Dsl.Diagnostics;

// Graphs, scenarios and our own bugs: DMA3xxx, DMA5xxx and DMA9xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>Decision graph too large.</summary>
    public static DiagnosticDescriptor GraphTooLarge { get; } = Error(
        "3001",
        "decision graph too large",
        "`{0}` needs more than {1} nodes, the limit; {2} has {3} of them");

    /// <summary>Two rules hold under <c>unique</c>.</summary>
    public static DiagnosticDescriptor RulesOverlap { get; } = Error(
        "3002",
        "two rules hold under `unique`",
        "rules `{0}` and `{1}` of `decide {2}` both hold, where `unique` allows one");

    /// <summary>Rules disagree under <c>any</c>.</summary>
    public static DiagnosticDescriptor RulesDisagree { get; } = Error(
        "3003",
        "rules disagree under `any`",
        "rules `{0}` and `{1}` of `decide {2}` both hold and disagree: `{3}`, `{4}`");

    /// <summary><c>otherwise impossible</c> was reached.</summary>
    public static DiagnosticDescriptor ImpossibleReached { get; } = Error(
        "3004",
        "`otherwise impossible` was reached",
        "no rule of `decide {0}` holds, and its `otherwise` says that this is impossible");

    /// <summary>Rule that never decides.</summary>
    public static DiagnosticDescriptor RuleNeverDecides { get; } = Warning(
        "3005",
        "rule that never decides",
        "rule `{0}` of `decide {1}` never decides: {2}");

    /// <summary>Condition that never holds.</summary>
    public static DiagnosticDescriptor ConditionNeverHolds { get; } = Warning(
        "3006",
        "condition that never holds",
        "the condition of rule `{0}` of `decide {1}` never holds");

    /// <summary>Condition that always holds.</summary>
    public static DiagnosticDescriptor ConditionAlwaysHolds { get; } = Warning(
        "3007",
        "condition that always holds",
        "the condition of rule `{0}` of `decide {1}` always holds");

    /// <summary>Part of a condition that says nothing.</summary>
    public static DiagnosticDescriptor ConditionPartNeedless { get; } = Warning(
        "3008",
        "part of a condition that says nothing",
        "`{0}` in the condition of rule `{1}` says nothing that the rest does not");

    /// <summary>Rule that does not decide wherever it holds.</summary>
    public static DiagnosticDescriptor RulePartlyShadowed { get; } = Warning(
        "3009",
        "rule that does not decide wherever it holds",
        "rule `{0}` of `decide {1}` holds {2}, but there {3} decide");

    private static IEnumerable<DiagnosticDescriptor> Graph =>
    [
        GraphTooLarge,
        RulesOverlap,
        RulesDisagree,
        ImpossibleReached,
        RuleNeverDecides,
        ConditionNeverHolds,
        ConditionAlwaysHolds,
        ConditionPartNeedless,
        RulePartlyShadowed,
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
