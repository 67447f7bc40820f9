using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Policies.Recordings;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>All that was seen of a device on booted kernels; and what was changed is found
/// out.</summary>
public sealed class DispatchRecordingTests
{
    private const string Rows = "dispatch_rows_ppc.csv.gz";
    private const string Steps = "dispatch_steps_ppc.csv.gz";

    // What a boot, a step or an action was given; some of it may change and nothing else with it.
    private static readonly string[] Given =
    [
        "run", "kernel", "page_size", "mem", "qemu_extra", "cmdline", "step", "mask_bits",
        "coh_bits", "seq", "req_called", "kind", "orig_offset", "phys", "pool_start",
    ];

    [Theory]
    [InlineData(Rows)]
    [InlineData(Steps)]
    public void EveryRowAgrees(string name)
    {
        var lines = KernelRecordings.Lines(name);
        var (tally, failures) = KernelRecordings.Run(lines);

        failures.ShouldBeEmpty();
        tally.Passed.ShouldBe(lines.Count(l => l.Length > 0) - 1);
        foreach (var field in tally.Fields.Where(f => Given.Contains(f.Name)))
        {
            field.Compared.ShouldBe(0, field.Name);
        }

        foreach (var field in tally.Fields.Where(f => !Given.Contains(f.Name)))
        {
            (field.Compared + field.Left.Values.Sum()).ShouldBe(tally.Passed, field.Name);
            field.Compared.ShouldBeGreaterThan(0, field.Name);
        }
    }

    [Theory]
    [InlineData(Rows)]
    [InlineData(Steps)]
    public void AnyOtherAnswerIsContradictedInItsRow(string name)
    {
        var lines = KernelRecordings.Lines(name);
        var columns = lines[0].Split(',');
        foreach (var boot in Boots(lines).Where((_, i) => i % 7 == 0))
        {
            foreach (var (cell, column) in columns.Index()
                .Where(c => !Given.Contains(c.Item) && c.Item != "size"))
            {
                var line = boot.Count / 2;
                var changed = Changed(boot[line], cell);
                if (changed is null)
                {
                    continue;
                }

                var failure = KernelRecordings.FailureOf(
                    [lines[0], .. boot[..line], changed, .. boot[(line + 1)..]]);
                failure.Line.ShouldBe(line + 2);
                failure.Differences.ShouldContain(d => d.Field == column);
            }
        }
    }

    [Theory]
    [InlineData("mask_bits", "0")]
    [InlineData("mask_bits", "65")]
    [InlineData("seq", "4")]
    [InlineData("req_called", "yes")]
    [InlineData("kernel", "7.1.0-powerpc64le")]
    [InlineData("kernel", "6.12.95+deb12-s390x")]
    [InlineData("page_size", "16384")]
    [InlineData("mem", "lots")]
    [InlineData("mem", "99999999999999999999G")]
    [InlineData("mem", "1G,slots=2,maxmem=")]
    [InlineData("cmdline", "quiet")]
    [InlineData("cmdline", "swiotlb=many")]
    [InlineData("qemu_extra", "-device toaster")]
    [InlineData("qemu_extra", "-global spapr-pci-host-bridge.pgsz=0")]
    [InlineData("kind", "nap")]
    [InlineData("size", "0")]
    [InlineData("size", "99999999999")]
    [InlineData("phys", "here")]
    public void ACellThatIsNoneMakesItsStepUnreadable(string column, string text)
    {
        var lines = KernelRecordings.Lines(Rows);
        var cell = Array.IndexOf(lines[0].Split(','), column);
        List<string> step = [lines[0], .. lines.Skip(1).Take(12)];

        var (tally, failures) = KernelRecordings.Run(
            [.. step.Select((l, i) => i == 0 ? l : With(l, cell, text))]);

        tally.Failed.ShouldBe(12);
        failures.ShouldAllBe(f => f.Problem != null);
    }

    [Fact]
    public void AHeaderWithoutAColumnIsTold()
    {
        var header = KernelRecordings.Lines(Rows)[0];

        var failure = KernelRecordings.FailureOf(
            [header.Replace(",dma,", ",bus,", StringComparison.Ordinal), "x"]);

        failure.Problem.ShouldBe("there is no column `dma`");
    }

    [Fact]
    public void ARowThatIsCutIsTold()
    {
        var lines = KernelRecordings.Lines(Steps);

        var failure = KernelRecordings.FailureOf([.. lines[..4], lines[4][..40]]);

        failure.Line.ShouldBe(5);
        failure.Problem.ShouldNotBeNull();
    }

    [Fact]
    public void EntriesOfAListThatAreMissingOrTooManyAreFoundOut()
    {
        var lines = KernelRecordings.Lines(Rows);
        var entry = lines.FindIndex(l => l.Contains(",k=3,", StringComparison.Ordinal));
        var start = lines.FindLastIndex(
            entry, l => !l.StartsWith(lines[entry].Split(',')[0], StringComparison.Ordinal));
        List<string> boot = [lines[0], .. lines[(start + 1)..(entry + 1)]];

        KernelRecordings.FailureOf([.. boot, lines[entry]]).Differences.ShouldNotBeEmpty();
        KernelRecordings.Run(boot[..^1]).Tally.Failed.ShouldBe(0, "the list's own row has it");
    }

    private static IEnumerable<List<string>> Boots(List<string> lines) => lines.Skip(1)
        .Where(l => l.Length > 0)
        .GroupBy(l => l.Split(',')[0])
        .Select(g => g.ToList());

    private static string? Changed(string line, int cell)
    {
        var text = CsvLine.Split(line)!.Value[cell];
        return text switch
        {
            "" => null,
            _ when text.StartsWith("0x", StringComparison.Ordinal) =>
                With(line, cell, Flip(text)),
            _ when int.TryParse(text, CultureInfo.InvariantCulture, out var number) => With(
                line, cell, (number + 1).ToString(CultureInfo.InvariantCulture)),
            _ => With(line, cell, $"{text}x"),
        };
    }

    private static string Flip(string text) =>
        text[..^1] + (text[^1] == '0' ? '1' : '0');

    private static string With(string line, int cell, string text)
    {
        var cells = CsvLine.Split(line)!.Value.SetItem(cell, text);
        return string.Join(',', cells.Select(
            c => c.Contains(',', StringComparison.Ordinal) ? $"\"{c}\"" : c));
    }
}
