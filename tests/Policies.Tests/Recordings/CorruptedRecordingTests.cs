using System.Collections.Immutable;
using DmaRules.Policies.Recordings;
using DmaRules.Policies.Recordings.Scenarios;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>A recording that was tampered with is found out, cell by cell, and nothing
/// throws.</summary>
public sealed class CorruptedRecordingTests : IDisposable
{
    private static readonly string[] Paths = ["bypass", "iommu", "direct", "fail"];
    private readonly RecordedRows _rows = new();

    /// <summary>Given cells whose change may leave a row true, and in how many rows it does,
    /// rightly: a failure that comes before anybody asks the fact (no table, a mask too small),
    /// TCEs that never bounce whatever is forced, allocations that never bounce, v5.4's ops that
    /// nobody asks for a table, a window that a narrow mask never asks for, an attribute that only
    /// Cell knows, releases and proposals that agree.</summary>
    public static TheoryData<string, int> GivenColumns => new()
    {
        { "is_secure_guest", 28 },
        { "swiotlb_force", 36 },
        { "kernel_policy", 413 },
        { "ddw_available", 59 },
        { "disable_ddw", 56 },
        { "iommu_table_present", 12 },
        { "attrs_weak_ordering", 111 },
    };

    public static TheoryData<string> WordColumns =>
    [
        .. RecordedRows.Columns.Except(["id", "source", "extra_facts"]),
    ];

    [Fact]
    public void AnyOtherPathIsContradicted() =>
        NothingSurvives(r => Others(r, "chosen_path", Paths));

    [Fact]
    public void TheOppositeBounceIsContradicted() =>
        NothingSurvives(r => Others(r, "swiotlb_bounced", ["yes", "no"]));

    [Fact]
    public void AnyOtherOutcomeIsContradicted() =>
        NothingSurvives(r => Others(r, "outcome", OutcomeWords.Known));

    [Theory]
    [MemberData(nameof(WordColumns))]
    public void AWordOutsideTheVocabularyMakesARowUnreadable(string column)
    {
        foreach (var word in (string[])["", "perhaps", "YES", " yes", "yes;no"])
        {
            NothingIsReadable(r => [RecordedRows.With(r, column, word)]);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("-1")]
    [InlineData("abc")]
    [InlineData("6 4")]
    [InlineData("6.4")]
    [InlineData("64 bits")]
    [InlineData("99999999999999999999999")]
    public void AMaskThatIsNoneMakesARowUnreadable(string mask)
    {
        NothingIsReadable(r => [RecordedRows.With(r, "dma_mask_bits", mask)]);
        NothingIsReadable(r => [RecordedRows.With(r, "coherent_mask_bits", mask)]);
    }

    [Theory]
    [InlineData("moon=full")]
    [InlineData("probe")]
    [InlineData("=")]
    [InlineData("probe=other")]
    [InlineData("map_size=-1")]
    [InlineData("map_size=x")]
    [InlineData("map_size=0")]
    [InlineData("tce_space=plenty")]
    [InlineData("kernel=7.1")]
    [InlineData("swiotlb_mb=99999999999999999999")]
    [InlineData("earlier_64bit_call=perhaps")]
    public void AnExtraFactThatIsNotUnderstoodMakesARowUnreadable(string extra) =>
        NothingIsReadable(r => [RecordedRows.With(r, "extra_facts", extra)]);

    [Fact]
    public void ACellTooFewOrTooManyMakesARowUnreadable()
    {
        NothingIsReadable(r => Enumerable.Range(0, r.Length).Select(r.RemoveAt));
        NothingIsReadable(r => Enumerable.Range(0, r.Length + 1).Select(i => r.Insert(i, "")));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\"b")]
    [InlineData("\"a\"b")]
    [InlineData("\"a")]
    public void AQuoteInTheWrongPlaceMakesARowUnreadable(string cell)
    {
        foreach (var line in RecordedRows.Lines.Skip(1))
        {
            var report = _rows.RunAll([$"{cell},{line[(line.IndexOf(',') + 1)..]}"]).Single();
            report.Problem.ShouldNotBeNull(line);
        }
    }

    [Fact]
    public void AnIdThatStandsTwiceMakesTheSecondRowUnreadable()
    {
        var reports = _rows.RunAll(RecordedRows.Lines.Skip(1).Append(RecordedRows.Lines[1]));

        reports[^1].Problem.ShouldNotBeNull();
        reports.SkipLast(1).ShouldAllBe(r => r.Passed);
    }

    [Theory]
    [MemberData(nameof(GivenColumns))]
    public void ChangedGivenCellsContradictTheRowUnlessTheRowIsStillTrue(
        string column, int stillTrue)
    {
        var words = column == "kernel_policy"
            ? RecordedRows.Cells.Select(r => RecordedRows.Cell(r, column)).Distinct()
            : ["yes", "no"];
        var survivors = Survivors(r => Others(r, column, words));

        survivors.Count.ShouldBe(stillTrue, string.Join('\n', survivors));
    }

    public void Dispose() => _rows.Dispose();

    private static IEnumerable<ImmutableArray<string>> Others(
        ImmutableArray<string> row, string column, IEnumerable<string> words) =>
        from word in words
        where word != RecordedRows.Cell(row, column)
        select RecordedRows.With(row, column, word);

    private List<string> Survivors(
        Func<ImmutableArray<string>, IEnumerable<ImmutableArray<string>>> corrupt) =>
    [
        .. from row in RecordedRows.Cells
           from corrupted in corrupt(row)
           where _rows.Run(corrupted).Passed
           select RecordedRows.Line(corrupted),
    ];

    private void NothingSurvives(
        Func<ImmutableArray<string>, IEnumerable<ImmutableArray<string>>> corrupt)
    {
        var survivors = Survivors(corrupt);
        survivors.ShouldBeEmpty(string.Join('\n', survivors));
    }

    private void NothingIsReadable(
        Func<ImmutableArray<string>, IEnumerable<ImmutableArray<string>>> corrupt)
    {
        foreach (var corrupted in RecordedRows.Cells.SelectMany(corrupt))
        {
            _rows.Run(corrupted).Problem.ShouldNotBeNull(RecordedRows.Line(corrupted));
        }
    }
}
