using System.Collections.Immutable;

namespace DmaRules.Policies.Library;

/// <summary>What is said about shipped policies besides their own text: the names that recorded
/// cases use for them, those of one kernel after another, oldest first, and the review's
/// matrix.</summary>
public sealed record LibraryIndex(
    ImmutableDictionary<string, string> Aliases,
    ImmutableArray<string> Chain,
    MatrixLayout Matrix);

/// <summary>A table of policies against device classes, as data. Facts are written as on the
/// command line. </summary>
public sealed record MatrixLayout(
    string Title,
    ImmutableArray<string> Given,
    ImmutableArray<MatrixLine> Columns,
    ImmutableArray<MatrixLine> Rows)
{
    /// <summary>No rows, no columns.</summary>
    public static MatrixLayout Empty { get; } = new("", [], [], []);
}

/// <summary>A row (with a policy) or a column of the matrix.</summary>
public sealed record MatrixLine(string? Policy, string? Label, ImmutableArray<string> Given);
