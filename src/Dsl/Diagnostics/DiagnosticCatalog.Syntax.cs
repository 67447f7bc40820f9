namespace DmaRules.Dsl.Diagnostics;

// How a file is written: DMA1xxx.
public static partial class DiagnosticCatalog
{
    /// <summary>Unexpected word or sign.</summary>
    public static DiagnosticDescriptor Unexpected { get; } = Error(
        "1001",
        "unexpected word or sign",
        "unexpected `{0}`; expected {1}");

    /// <summary>Declaration ends too early.</summary>
    public static DiagnosticDescriptor EndsTooEarly { get; } = Error(
        "1002",
        "declaration ends too early",
        "`{1}` ends too early; expected {0}");

    /// <summary><c>=</c> where two things are compared.</summary>
    public static DiagnosticDescriptor SingleEquals { get; } = Error(
        "1003",
        "`=` where two things are compared",
        "`=` gives a value to a name; `==` compares");

    /// <summary>Text without a closing quote.</summary>
    public static DiagnosticDescriptor UnclosedText { get; } = Error(
        "1004",
        "text without a closing quote",
        "this text has no closing quote");

    /// <summary>File is not UTF-8 text.</summary>
    public static DiagnosticDescriptor NotUtf8 { get; } = Error(
        "1005",
        "file is not UTF-8 text",
        "the file is not UTF-8 text: {0}");

    /// <summary>Number of more than 64 bits.</summary>
    public static DiagnosticDescriptor NumberTooLarge { get; } = Error(
        "1006",
        "number of more than 64 bits",
        "`{0}` does not fit into 64 bits");

    /// <summary>Malformed number.</summary>
    public static DiagnosticDescriptor NotANumber { get; } = Error(
        "1007",
        "malformed number",
        "`{0}` is not a number");

    /// <summary>Characters without a meaning.</summary>
    public static DiagnosticDescriptor StrayCharacters { get; } = Error(
        "1008",
        "characters without a meaning",
        "`{0}` means nothing in this language");

    /// <summary>Inner line in the first column.</summary>
    public static DiagnosticDescriptor NotIndented { get; } = Error(
        "1009",
        "inner line in the first column",
        "`{0}` stands in the first column, where declarations start");

    /// <summary>Nested too deep.</summary>
    public static DiagnosticDescriptor NestedTooDeep { get; } = Error(
        "1010",
        "nested too deep",
        "nested {1} deep in one `{2}`; the limit is {0}");

    /// <summary>Chain too long.</summary>
    public static DiagnosticDescriptor ChainTooLong { get; } = Error(
        "1011",
        "chain too long",
        "{1} operands, members or rows in one `{2}`; the limit is {0}");

    /// <summary>Too many rules.</summary>
    public static DiagnosticDescriptor TooManyRules { get; } = Error(
        "1012",
        "too many rules",
        "{1} rules in one `{2}`; the limit is {0}");

    /// <summary>File too large.</summary>
    public static DiagnosticDescriptor FileTooLarge { get; } = Error(
        "1013",
        "file too large",
        "the file has {1} bytes; the limit is {0}");

    /// <summary>Rule behind <c>otherwise</c>.</summary>
    public static DiagnosticDescriptor RuleBehindOtherwise { get; } = Error(
        "1014",
        "rule behind `otherwise`",
        "nothing can follow `otherwise`, which decides whatever is left");

    /// <summary>Character that only looks right.</summary>
    public static DiagnosticDescriptor LooksAlike { get; } = Error(
        "1015",
        "character that only looks right",
        "`{0}` only looks like `{1}`: it is another character ({2})");

    /// <summary>Invisible character.</summary>
    public static DiagnosticDescriptor Invisible { get; } = Error(
        "1016",
        "invisible character",
        "an invisible character stands here ({0})");

    /// <summary>More errors than are shown.</summary>
    public static DiagnosticDescriptor MoreErrors { get; } = Error(
        "1017",
        "more errors than are shown",
        "{0} more in this file; no more than {1} are shown");

    /// <summary>Too large once it is formatted.</summary>
    public static DiagnosticDescriptor FormattedTooLarge { get; } = Error(
        "1030",
        "too large once it is formatted",
        "formatted, the file would have more than {0} bytes, which is the limit");

    private static IEnumerable<DiagnosticDescriptor> Syntax =>
    [
        Unexpected,
        EndsTooEarly,
        SingleEquals,
        UnclosedText,
        NotUtf8,
        NumberTooLarge,
        NotANumber,
        StrayCharacters,
        NotIndented,
        NestedTooDeep,
        ChainTooLong,
        TooManyRules,
        FileTooLarge,
        RuleBehindOtherwise,
        LooksAlike,
        Invisible,
        MoreErrors,
        FormattedTooLarge,
    ];
}
