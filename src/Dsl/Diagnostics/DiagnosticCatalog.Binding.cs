namespace DmaRules.Dsl.Diagnostics;

// What names and types mean: DMA2xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>Unknown fact, parameter or <c>let</c>.</summary>
    public static DiagnosticDescriptor UnknownName { get; } = Error(
        "2001",
        "unknown fact, parameter or `let`",
        "no {1} is called `{0}`");

    /// <summary>Fact that a decision does not have.</summary>
    public static DiagnosticDescriptor FactNotReadable { get; } = Error(
        "2002",
        "fact that a decision does not have",
        "`{1}` cannot read `{0}`");

    /// <summary>Types that do not compare.</summary>
    public static DiagnosticDescriptor TypeMismatch { get; } = Error(
        "2003",
        "types that do not compare",
        "`{0}` is {1} and `{2}` is {3}; they do not compare");

    /// <summary>Comparison that never changes.</summary>
    public static DiagnosticDescriptor ConstantComparison { get; } = Error(
        "2004",
        "comparison that never changes",
        "always {0}: {1}");

    /// <summary>Order where there is none.</summary>
    public static DiagnosticDescriptor NoOrder { get; } = Error(
        "2005",
        "order where there is none",
        "`{0}` has no order: {1}");

    /// <summary>Value where a condition belongs.</summary>
    public static DiagnosticDescriptor NotACondition { get; } = Error(
        "2006",
        "value where a condition belongs",
        "`{0}` is {1}, which is neither true nor false");

    /// <summary>Unknown member of an enumeration.</summary>
    public static DiagnosticDescriptor UnknownMember { get; } = Error(
        "2007",
        "unknown member of an enumeration",
        "`{0}` is never `{1}`");

    /// <summary><c>is</c> without an enumeration.</summary>
    public static DiagnosticDescriptor NotAnEnumeration { get; } = Error(
        "2008",
        "`is` without an enumeration",
        "`{0}` is {1}; `is` picks one of a list of words");

    /// <summary>Unknown outcome.</summary>
    public static DiagnosticDescriptor UnknownOutcome { get; } = Error(
        "2009",
        "unknown outcome",
        "`decide {1}` cannot end in `{0}`");

    /// <summary>A release that is not modelled on its platform.</summary>
    public static DiagnosticDescriptor ReleaseNotOnPlatform { get; } = Error(
        "2010",
        "release not modelled on that platform",
        "`{0}` is not modelled on `{1}`");

    /// <summary>Outcome without its message.</summary>
    public static DiagnosticDescriptor MissingMessage { get; } = Error(
        "2011",
        "outcome without its message",
        "`{0}` says why: a text must follow");

    /// <summary>Message without a use.</summary>
    public static DiagnosticDescriptor UnwantedMessage { get; } = Error(
        "2012",
        "message without a use",
        "`{0}` takes no message");

    /// <summary>Unknown kernel release.</summary>
    public static DiagnosticDescriptor UnknownKernel { get; } = Error(
        "2013",
        "unknown kernel release",
        "no kernel release is called `{0}`");

    /// <summary>Unknown platform.</summary>
    public static DiagnosticDescriptor UnknownPlatform { get; } = Error(
        "2014",
        "unknown platform",
        "no platform is called `{0}`");

    /// <summary>Declared twice.</summary>
    public static DiagnosticDescriptor DeclaredTwice { get; } = Error(
        "2019",
        "declared twice",
        "{0} `{1}` is declared twice");

    /// <summary>Second <c>use</c>.</summary>
    public static DiagnosticDescriptor SecondUse { get; } = Error(
        "2020",
        "second `use`",
        "a file uses at most one other file");

    /// <summary>Used file not found.</summary>
    public static DiagnosticDescriptor UsedFileNotFound { get; } = Error(
        "2021",
        "used file not found",
        "there is no file `{0}`, neither beside this one nor shipped");

    /// <summary>Files that use each other.</summary>
    public static DiagnosticDescriptor UseInACircle { get; } = Error(
        "2022",
        "files that use each other",
        "files use each other in a circle: {0}");

    /// <summary>Too long a chain of <c>use</c>.</summary>
    public static DiagnosticDescriptor UseTooDeep { get; } = Error(
        "2023",
        "too long a chain of `use`",
        "{1} files use each other in a row; the limit is {0}");

    /// <summary>Neither <c>policy</c> nor <c>use</c>.</summary>
    public static DiagnosticDescriptor NeitherPolicyNorUse { get; } = Error(
        "2024",
        "neither `policy` nor `use`",
        "the file has neither a `policy` nor a `use`");

    /// <summary><c>decide</c> in a file of tests.</summary>
    public static DiagnosticDescriptor NeedsAPolicy { get; } = Error(
        "2025",
        "`decide` in a file of tests",
        "`{0}` needs a `policy`: this file only tests another one");

    /// <summary>Hit word of the used decision differs.</summary>
    public static DiagnosticDescriptor HitWordDiffers { get; } = Error(
        "2026",
        "hit word of the used decision differs",
        "`decide {0}` is `{1}` here and `{2}` in the file it builds upon");

    /// <summary>Decision without <c>otherwise</c>.</summary>
    public static DiagnosticDescriptor OtherwiseMissing { get; } = Error(
        "2028",
        "decision without `otherwise`",
        "`decide {0}` has no `otherwise`");

    /// <summary>Unknown decision.</summary>
    public static DiagnosticDescriptor UnknownDecision { get; } = Error(
        "2030",
        "unknown decision",
        "there is no decision called `{0}`");

    /// <summary>Decision found nowhere.</summary>
    public static DiagnosticDescriptor DecisionMissing { get; } = Error(
        "2031",
        "decision found nowhere",
        "`decide {0}` is neither here nor in a used file nor in `{1}`");

    /// <summary>Too many parameters.</summary>
    public static DiagnosticDescriptor TooManyFacts { get; } = Error(
        "2032",
        "too many parameters",
        "{1} facts and parameters; the limit is {0}");

    /// <summary><c>let</c> that needs itself.</summary>
    public static DiagnosticDescriptor LetInACircle { get; } = Error(
        "2033",
        "`let` that needs itself",
        "`let` needs itself: {0}");

    /// <summary><c>let</c> upon <c>let</c> too deep.</summary>
    public static DiagnosticDescriptor LetsTooDeep { get; } = Error(
        "2034",
        "`let` upon `let` too deep",
        "conditions through `let` are nested {1} deep here; the limit is {0}");

    /// <summary>Constant where a fact belongs.</summary>
    public static DiagnosticDescriptor NoCondition { get; } = Error(
        "2042",
        "constant where a fact belongs",
        "`{0}` is the same whatever the facts are");

    private static IEnumerable<DiagnosticDescriptor> Binding =>
    [
        UnknownName,
        FactNotReadable,
        TypeMismatch,
        ConstantComparison,
        NoOrder,
        NotACondition,
        UnknownMember,
        NotAnEnumeration,
        UnknownOutcome,
        ReleaseNotOnPlatform,
        MissingMessage,
        UnwantedMessage,
        UnknownKernel,
        UnknownPlatform,
        DeclaredTwice,
        SecondUse,
        UsedFileNotFound,
        UseInACircle,
        UseTooDeep,
        NeitherPolicyNorUse,
        NeedsAPolicy,
        HitWordDiffers,
        OtherwiseMissing,
        UnknownDecision,
        DecisionMissing,
        TooManyFacts,
        LetInACircle,
        LetsTooDeep,
        NoCondition,
    ];
}
