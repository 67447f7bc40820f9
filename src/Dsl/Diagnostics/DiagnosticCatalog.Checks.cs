namespace DmaRules.Dsl.Diagnostics;

// What tests, tables and differences say: DMA2xxx too.
public static partial class DiagnosticCatalog
{
    /// <summary>Unknown rule.</summary>
    public static DiagnosticDescriptor UnknownRule { get; } = Error(
        "2015",
        "unknown rule",
        "`decide {1}` has no rule called `{0}`");

    /// <summary>Unknown result.</summary>
    public static DiagnosticDescriptor UnknownResult { get; } = Error(
        "2016",
        "unknown result",
        "no result is called `{0}`");

    /// <summary>Unknown verdict.</summary>
    public static DiagnosticDescriptor UnknownVerdict { get; } = Error(
        "2017",
        "unknown verdict",
        "no verdict is called `{0}`");

    /// <summary>Unknown reason.</summary>
    public static DiagnosticDescriptor UnknownReason { get; } = Error(
        "2018",
        "unknown reason",
        "`dma {1}` never has the reason `{0}`");

    /// <summary>Fact that cannot be given.</summary>
    public static DiagnosticDescriptor CannotBeGiven { get; } = Error(
        "2035",
        "fact that cannot be given",
        "`{0}` cannot be given: the machine computes it");

    /// <summary>Value outside of its type.</summary>
    public static DiagnosticDescriptor OutOfRange { get; } = Error(
        "2036",
        "value outside of its type",
        "`{0}` can never be `{1}`: it is {2}");

    /// <summary>Range without a value.</summary>
    public static DiagnosticDescriptor EmptyRange { get; } = Error(
        "2037",
        "range without a value",
        "no value lies in `{0}`");

    /// <summary>Unknown column.</summary>
    public static DiagnosticDescriptor NotAColumn { get; } = Error(
        "2038",
        "unknown column",
        "`{0}` is not a column {1} of `||`");

    /// <summary>Row with missing or extra cells.</summary>
    public static DiagnosticDescriptor CellCount { get; } = Error(
        "2039",
        "row with missing or extra cells",
        "{0} has {1} {2} of `||`, {3}");

    /// <summary>Cell that does not fit its column.</summary>
    public static DiagnosticDescriptor CellDoesNotFit { get; } = Error(
        "2040",
        "cell that does not fit its column",
        "`{0}` is nothing for the column `{1}`");

    /// <summary>Range of what has no order.</summary>
    public static DiagnosticDescriptor RangeHasNoOrder { get; } = Error(
        "2041",
        "range of what has no order",
        "`{0}` has no order, so there is no range of it");

    /// <summary>Table without a row.</summary>
    public static DiagnosticDescriptor TableWithoutRows { get; } = Error(
        "2043",
        "table without a row",
        "this table has {0}, so it checks nothing");

    /// <summary>Comparison of a file with itself.</summary>
    public static DiagnosticDescriptor DiffersFromItself { get; } = Error(
        "2044",
        "comparison of a file with itself",
        "`{0}` is this file: it never differs from itself");

    private static IEnumerable<DiagnosticDescriptor> Checks =>
    [
        UnknownRule,
        UnknownResult,
        UnknownVerdict,
        UnknownReason,
        CannotBeGiven,
        OutOfRange,
        EmptyRange,
        NotAColumn,
        CellCount,
        CellDoesNotFit,
        RangeHasNoOrder,
        TableWithoutRows,
        DiffersFromItself,
    ];
}
