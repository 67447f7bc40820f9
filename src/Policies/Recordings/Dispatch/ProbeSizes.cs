namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Which sizes a step tried. A steps file does not say, so they are inferred from the name
/// of its boot and from whether anything over 256 KiB was tried; the rows files of the same boots
/// show that each of these boots tried just these.</summary>
/// <param name="Maps">Sizes and offsets in the page of what was mapped.</param>
/// <param name="Allocations">Sizes of coherent memory.</param>
internal sealed record ProbeSizes(
    IReadOnlyList<(ulong Size, ulong Offset)> Maps, IReadOnlyList<ulong> Allocations)
{
    private const ulong Odd = 0x123;

    private static readonly ProbeSizes Few = new([(4096, 0), (4096, Odd)], [4096]);

    private static readonly ProbeSizes Usual = new(
        [(4096, 0), (4096, Odd), (262145, 0)], [4096, 262145]);

    private static readonly ProbeSizes Large = new(
        [(4096, 0), (4096, Odd), (1048576, 0)], [4096, 1048576]);

    private static readonly ProbeSizes AroundTheLimit = new(
        [(2048, 0), (4096, 0), (4096, Odd), (262144, 0), (262144, Odd), (262145, 0)],
        [2048, 4096, 262144, 262145]);

    private static readonly ProbeSizes Many = new(
        [
            (1, 0), (1, Odd), (64, 0), (2048, 0), (4096, 0), (4096, Odd), (65536, 0), (65536, Odd),
            (262144, 0), (262144, Odd), (270336, 0), (1048576, 0),
        ],
        [1, 64, 2048, 4096, 65536, 262144, 270336, 1048576]);

    /// <summary>Those of a step.</summary>
    public static ProbeSizes Of(RecordedRow row)
    {
        var run = row["run"];
        return row["map_over_256k"] == "-" ? Few
            : run.Contains("_only64", StringComparison.Ordinal) ? Large
            : run.Contains("_twice", StringComparison.Ordinal) ? AroundTheLimit
            : run.EndsWith("+req", StringComparison.Ordinal) ? Many
            : row["kernel"].EndsWith("-amd64", StringComparison.Ordinal) ? Many
            : Usual;
    }
}
