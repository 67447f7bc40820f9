using System.Text;
using DmaRules.Dsl;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;

namespace DmaRules.Fuzzing.Tests;

/// <summary>Files of the greatest size and the worst kinds. Each is answered, or a limit is named,
/// with memory that grows no faster than the file.</summary>
public sealed class ResourceAttackTests
{
    private const int HangGuard = 60_000;
    private const int Size = Limits.FileBytes;

    // What is passing takes about 100 bytes for each byte of a file, diagnostics up to 400.
    private const long MostBytes = 600L * Size;

    public static TheoryData<string> Pieces { get; } =
    [
        "\"", "(", ")", "{", "}", "|", "||", ",", "-", "#", "\n", " ", "\t", "\r\n", "=", "=>",
        "..",
        "rule ", "rule\n", "not ", "policy\n", "let\n", "use \"x\"\n", "test\n",
        "decide path first {\n",
        "policy \"\n", "1", "0x", "9 ", "a", "a ", "a-", "a.", "é", "\u2028", "{0}", "\u00a7",
        "table \"t\" {\n", "| - || - |\n", "scenario \"s\" {\n", "nic: map\n", "expect\n",
        "kernel v6.12 on\n", "differs from \"x\" ", "invariant i: ", "param p : bool = yes\n",
    ];

    [Theory(Timeout = HangGuard)]
    [MemberData(nameof(Pieces))]
    public Task FourMebibytesOfOneThing(string piece) => IsAnswered(Many(piece));

    [Theory(Timeout = HangGuard)]
    [InlineData("rule r when ")]
    [InlineData("rule r when (")]
    [InlineData("rule r when op in {")]
    [InlineData("rule r when atomic => refuse \"")]
    [InlineData("rule r when map_size == ")]
    public async Task AGoodStartAndThenFourMebibytes(string start)
    {
        foreach (var piece in new[] { "(", "not ", "atomic or ", "map, ", "9", "a", " " })
        {
            await IsAnswered("policy \"p\"\ndecide path first {\n" + start + Many(piece));
        }
    }

    [Fact(Timeout = HangGuard)]
    public Task ManyNamesThatNobodyKnows() => IsAnswered(
        Decide(Enumerable.Range(0, 9_999).Select(i =>
            $"  rule r{i} when dma_msk{i} == 1 bits and atmic{i} or opp{i} is mapp => bypss\n")));

    [Fact(Timeout = HangGuard)]
    public Task TenThousandTests() => IsAnswered(
        "policy \"p\"\n" + Lines(10_000, i => $"test \"t{i}\" {{\n  given atomic -\n}}\n"));

    [Fact(Timeout = HangGuard)]
    public Task ATableOfTenThousandRows() => IsAnswered(
        "policy \"p\"\ntable \"t\" {\n  | op || map | by |\n"
        + Lines(9_000, _ => "  | -  || -   | -  |\n") + "}\n");

    [Fact(Timeout = HangGuard)]
    public Task ChainsOfLets() => IsAnswered(
        "policy \"p\"\nlet l0 = atomic\n"
        + Lines(100_000, i => $"let l{i + 1} = l{i} or l{i}\n"));

    [Fact(Timeout = HangGuard)]
    public Task TheSameNameAHundredThousandTimes() =>
        IsAnswered("policy \"p\"\n" + Lines(100_000, _ => "let same = atomic\n"));

    [Fact(Timeout = HangGuard)]
    public Task AScenarioOfAHundredThousandSteps() => IsAnswered(
        "policy \"p\"\nscenario \"s\" {\n"
        + Lines(100_000, i => $"  nic: b{i} = map 4 KiB\n") + "}\n");

    private static string Many(string piece)
    {
        var count = Size / Encoding.UTF8.GetByteCount(piece);
        return new StringBuilder(Size).Insert(0, piece, count).ToString();
    }

    private static string Lines(int count, Func<int, string> line) =>
        string.Concat(Enumerable.Range(0, count).Select(line));

    private static string Decide(IEnumerable<string> rules) =>
        $"policy \"p\"\ndecide path first {{\n{string.Concat(rules)}  otherwise => iommu\n}}\n";

    // On another thread, because a timeout cannot stop a test that never awaits; its stack is the
    // small one.
    private static Task IsAnswered(string text) => Task.Run(() =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var source = new SourceText("hostile.rules", text);
        var loaded = Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        var printed = DiagnosticPrinter.Print(loaded.Diagnostics);

        (loaded.Value is not null || printed.Length > 0).ShouldBeTrue();
        printed.Split('\n').Length.ShouldBeLessThan(2_000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
    });
}
