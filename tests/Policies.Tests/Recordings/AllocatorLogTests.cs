using System.Globalization;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>Every operation that was recorded of real kernels' allocators; and a log that was
/// changed anywhere is found out there.</summary>
public sealed class AllocatorLogTests
{
    private const string Slots = "swiotlb/sw_612_n512_ma4k_s1.csv.gz";
    private const string Tces = "tce/tce_61_win16m_s1.csv.gz";
    private const string NarrowTces = "tce/tce_61_win1g_mask28_s1.csv.gz";

    // What the allocator answers, by its place in a line; 0..4 and 10 is what it is asked.
    private static readonly (int Cell, string Name)[] Answers =
    [
        (5, "dma"), (6, "pool_offset"), (7, "slot"), (8, "in_slot_offset"), (9, "used"),
        (11, "result"),
    ];

    public static TheoryData<string> Names => KernelRecordings.AllocatorLogs;

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryRecordedOperationAgrees(string name)
    {
        var lines = KernelRecordings.Lines(name);
        var (tally, failures) = KernelRecordings.Run(lines);

        failures.ShouldBeEmpty();
        var first = KernelRecordings.FirstOperation(lines);
        var operations = lines.Skip(first).Count(l => l.Length > 0);
        tally.Passed.ShouldBe(operations);
        tally.Fields.Single(f => f.Name == "dma").Compared.ShouldBe(operations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AnyOtherAnswerIsContradictedOnItsLine(string name)
    {
        var lines = KernelRecordings.Lines(name);
        var first = KernelRecordings.FirstOperation(lines);
        var isOld = name.Contains("sw_61_", StringComparison.Ordinal);
        for (var i = first; i < lines.Count - 1; i += 401)
        {
            foreach (var (cell, field) in Answers.Where(a => a.Name != "used" || !isOld))
            {
                var failure = KernelRecordings.FailureOf(With(lines, i, cell, Another));

                failure.Line.ShouldBe(i + 1, $"{field} of {lines[i]}");
                failure.Differences.ShouldContain(d => d.Field == field);
                failure.Context[0].ShouldStartWith($"{lines[i].Split(',')[0]},");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LinesThatAreMissingTwiceOrInAnotherOrderAreFoundOut(string name)
    {
        var lines = KernelRecordings.Lines(name);
        var first = KernelRecordings.FirstOperation(lines);
        for (var i = first + 1; i < lines.Count - 3; i += 997)
        {
            KernelRecordings.FailureOf([.. lines[..i], lines[i], .. lines[i..]])
                .Line.ShouldBe(i + 2);
            KernelRecordings.FailureOf([.. lines[..i], lines[i + 1], lines[i], .. lines[(i + 2)..]])
                .Line.ShouldBeInRange(i + 1, i + 2);
            if (lines[i].Contains(",map,", StringComparison.Ordinal)
                && !lines[i].EndsWith(",error", StringComparison.Ordinal))
            {
                KernelRecordings.FailureOf([.. lines[..i], .. lines[(i + 1)..]])
                    .Line.ShouldBeGreaterThan(i);
            }
        }
    }

    [Theory]
    [InlineData(Slots, "min_align_mask=0xfff", "min_align_mask=0x0")]
    [InlineData(Slots, "min_align_mask=0xfff", "min_align_mask=0xffe")]
    [InlineData(Slots, "nslabs=512", "nslabs=256")]
    [InlineData(Slots, "nslabs=512", "nslabs=500")]
    [InlineData(Slots, "nslabs=512", "nslabs=9999999999999999999999")]
    [InlineData(Slots, "nareas=1 ", "nareas=0 ")]
    [InlineData(Slots, "nareas=1 ", "nareas=3 ")]
    [InlineData(Slots, "page_size=4096", "page_size=0")]
    [InlineData(Slots, "max_map=258048", "max_map=262144")]
    [InlineData(Slots, "pool_start=0x28a1000", "pool_start=0x28a2000")]
    [InlineData(Slots, "pool_start=0x28a1000", "pool_start=-1")]
    [InlineData(Slots, "pool_start=0x28a1000 ", "")]
    [InlineData(Slots, "used0=0", "used0=7")]
    [InlineData(Slots, "tag=sw_612", "tag=sw_61")]
    [InlineData(Slots, "tag=sw_612", "tag=sw_714")]
    [InlineData(Tces, "size_pages=0x1000", "size_pages=0x2000")]
    [InlineData(Tces, "size_pages=0x1000", "size_pages=0xffffffffffffffff")]
    [InlineData(Tces, "page_shift=12", "page_shift=16")]
    [InlineData(Tces, "page_shift=12", "page_shift=99")]
    [InlineData(Tces, "nr_pools=1", "nr_pools=4")]
    [InlineData(Tces, "offset_pages=0x0", "offset_pages=0x1000")]
    [InlineData(Tces, "page_size=65536", "page_size=4096")]
    [InlineData(Tces, "bits=32", "bits=0")]
    [InlineData(NarrowTces, "bits=28", "bits=32")]
    public void AHeaderThatSaysOtherwiseIsFoundOut(string name, string part, string other)
    {
        var lines = KernelRecordings.Lines(name);
        List<string> changed =
        [
            .. lines.Select(l =>
                l.StartsWith('#') ? l.Replace(part, other, StringComparison.Ordinal) : l),
        ];
        changed.ShouldNotBe(lines);

        KernelRecordings.FailureOf(changed).Line.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(0, "-1")]
    [InlineData(1, "remap")]
    [InlineData(2, "")]
    [InlineData(3, "0")]
    [InlineData(3, "18446744073709551615")]
    [InlineData(4, "-")]
    [InlineData(5, "0xg")]
    [InlineData(9, "x")]
    [InlineData(10, "99999999999")]
    [InlineData(11, "fine")]
    public void ACellThatIsNoneIsTold(int cell, string text)
    {
        var lines = KernelRecordings.Lines("swiotlb/sw_612_n1024_s1.csv.gz");
        var first = KernelRecordings.FirstOperation(lines);

        var failure = KernelRecordings.FailureOf(With(lines, first, cell, _ => text));

        failure.Line.ShouldBe(first + 1);
        failure.Problem.ShouldNotBeNull();
    }

    [Fact]
    public void ALogThatEndsInItsHeaderIsTold()
    {
        var lines = KernelRecordings.Lines("tce/tce_61_win16m_s1.csv.gz");
        for (var end = 1; end < KernelRecordings.FirstOperation(lines); end++)
        {
            KernelRecordings.FailureOf(lines[..end]).Problem.ShouldNotBeNull();
        }
    }

    private static List<string> With(
        List<string> lines, int line, int cell, Func<string, string> change)
    {
        var cells = lines[line].Split(',');
        cells[cell] = change(cells[cell]);
        return [.. lines[..line], string.Join(',', cells), .. lines[(line + 1)..]];
    }

    // Another value of the same look.
    private static string Another(string text) => text switch
    {
        "ok" or "ok-nopool" => "error",
        "error" => "ok",
        "-" => "0",
        _ when text.StartsWith("0x", StringComparison.Ordinal) =>
            "0x" + (Convert.ToUInt64(text, 16) ^ 0x800).ToString("x", CultureInfo.InvariantCulture),
        _ => (ulong.Parse(text, CultureInfo.InvariantCulture) + 1)
            .ToString(CultureInfo.InvariantCulture),
    };
}
