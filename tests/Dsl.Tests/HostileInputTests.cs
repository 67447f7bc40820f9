using System.Text;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Dsl.Tests.Fixtures;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Tests;

/// <summary>No text may kill the process or hang it, and what is too much is said with limit and
/// measure. </summary>
public sealed class HostileInputTests
{
    private const int HangGuard = 60_000;

    [Fact(Timeout = HangGuard)]
    public Task BracketsWithoutEnd() =>
        Reports("DMA1010", Rule(Repeat("(", 200_000) + "atomic" + Repeat(")", 200_000)), "200,001");

    [Fact(Timeout = HangGuard)]
    public Task NegationsWithoutEnd() =>
        Reports("DMA1010", Rule(Repeat("not ", 200_000) + "atomic"), "200,001", "64");

    [Fact(Timeout = HangGuard)]
    public Task NegatedBracketsWithoutEnd() =>
        Reports("DMA1010", Rule(Repeat("not (", 50_000) + "x" + Repeat(")", 50_000)), "100,001");

    [Fact(Timeout = HangGuard)]
    public Task AsManyOperandsAsFit() =>
        Reports("DMA1011", Rule("atomic" + Repeat(" or atomic", 390_000)), "390,000", "10,000");

    [Fact(Timeout = HangGuard)]
    public Task ImplicationsWithoutEnd() =>
        Reports("DMA1011", Rule("atomic" + Repeat(" implies atomic", 20_000)), "20,000", "10,000");

    [Fact(Timeout = HangGuard)]
    public Task MembersWithoutEnd() =>
        Reports("DMA1011", Rule("op in {map" + Repeat(", map", 20_000) + "}"), "20,000", "10,000");

    [Fact(Timeout = HangGuard)]
    public Task TooManyRulesInOneDecision() => Reports(
        "DMA1012",
        "policy \"p\"\ndecide path first {\n"
            + string.Concat(
                Enumerable.Range(0, 20_000).Select(i => $"  rule r{i} when atomic => bypass\n"))
            + "  otherwise => iommu\n}\n",
        "20,000",
        "10,000");

    [Fact(Timeout = HangGuard)]
    public async Task TheDeepestAllowedNestingLoads()
    {
        var deep = Repeat("not (", 31) + "atomic" + new string(')', 31);

        (await Load(Rule(deep))).ShouldBeEmpty();
    }

    [Fact(Timeout = HangGuard)]
    public async Task TheLongestAllowedChainLoads() =>
        (await Load(Rule("atomic" + Repeat(" implies atomic", 9_999)))).ShouldBeEmpty();

    [Fact(Timeout = HangGuard)]
    public async Task ManyRulesOfManyAtomsLoad()
    {
        var rules = Enumerable.Range(0, 9_000).Select(i =>
            $"  rule r{i} when dma_mask == {(i % 63) + 1} bits and map_size == {i} B => bypass\n");
        var text = "policy \"p\"\ndecide path first {\n" + string.Concat(
            rules) + "  otherwise => iommu\n}\n";

        (await Load(text)).ShouldBeEmpty();
    }

    [Fact(Timeout = HangGuard)]
    public Task NoiseOverTheLimit() =>
        Reports("DMA1013", new string('\u00a7', 8 * 1024 * 1024), "8,388,608");

    [Fact(Timeout = HangGuard)]
    public async Task NoiseUnderTheLimit()
    {
        var noise = new StringBuilder();
        var state = 88172645463325252UL;
        while (noise.Length < 4_000_000)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            noise.Append((char)(state % 95 + 32)).Append(state % 61 == 0 ? "\n" : "");
        }

        (await Load(noise.ToString())).ShouldNotBeEmpty();
    }

    [Fact(Timeout = HangGuard)]
    public async Task EveryPrefixOfAPolicy()
    {
        var text = Corpus.Read("valid", "secure-low-window.rules").Content;
        for (var i = 0; i < text.Length; i++)
        {
            DiagnosticPrinter.Print(await Load(text[..i])).ShouldNotBeNull();
        }
    }

    [Fact(Timeout = HangGuard)]
    public async Task BrokenDeclarationsWithoutEnd()
    {
        var diagnostics = await Load(Repeat("let wide whem atomic\n", 100_000));

        ShouldBeCut(diagnostics, "99,900");
    }

    [Fact(Timeout = HangGuard)]
    public async Task BrokenRulesWithoutEnd()
    {
        var text = "policy \"p\"\ndecide path first {\n" + Repeat(
            "  rule x whem atomic => bypass\n", 9_000) + "}\n";

        ShouldBeCut(await Load(text), "8,900");
    }

    [Fact(Timeout = HangGuard)]
    public async Task OpenTextsWithoutEnd() =>
        ShouldBeCut(await Load(Repeat("policy \"\n", 100_000)), "99,90");

    [Fact(Timeout = HangGuard)]
    public async Task AMillionErrorsInOneFile() =>
        ShouldBeCut(await Load(Repeat("&&\n", 1_000_000)), "999,90");

    [Fact(Timeout = HangGuard)]
    public async Task ThousandsOfUnknownNamesAmongThousands()
    {
        var lets = Enumerable.Range(0, 8_000).Select(i => $"let name{i} = nome{i} or atomic\n");

        ShouldBeCut(await Load("policy \"p\"\n" + string.Concat(lets)), "7,900");
    }

    [Fact(Timeout = HangGuard)]
    public async Task ANameOfMegabytes() =>
        (await Load(Rule(new string('a', 3_000_000)))).ShouldHaveSingleItem();

    [Fact(Timeout = HangGuard)]
    public async Task ALineOfMegabytes()
    {
        var printed =
            DiagnosticPrinter.Print(await Load(Rule("atomic" + new string(' ', 3_000_000) + ")")));

        printed.Split('\n').ShouldAllBe(line => line.Length <= 80);
    }

    [Fact(Timeout = HangGuard)]
    public Task LetsUponLets()
    {
        var lets = Enumerable.Range(1, 20_000).Select(i => $"let l{i} = not l{i - 1}\n");
        var text = "policy \"p\"\nlet l0 = atomic\n" + string.Concat(lets);
        return Reports("DMA2034", text, "384");
    }

    [Fact(Timeout = HangGuard)]
    public Task LetsInACircleOfThousands()
    {
        var lets = Enumerable.Range(0, 20_000).Select(i => $"let l{i} = not l{(i + 1) % 20_000}\n");
        return Reports("DMA2033", "policy \"p\"\n" + string.Concat(lets), "l0 -> l1");
    }

    [Fact(Timeout = HangGuard)]
    public Task LetsThatDoubleTheGraph() => Explodes(
        "lets",
        DoublingLets()
            + "decide path first {\n  rule big when l49 => bypass\n  otherwise => iommu\n}\n");

    [Fact(Timeout = HangGuard)]
    public Task AnInvariantThatDoublesItsGraph() =>
        Explodes("invariant", DoublingLets() + "invariant big: l49\n");

    [Fact(Timeout = HangGuard)]
    public Task ConditionsThatMultiplyTheGraph()
    {
        var parts = Enumerable.Range(1, 1_500)
            .Select(i => $"(map_size == {i} B implies pool_size == {i} B)");
        var any = string.Join(" or ", parts);
        var rules =
            Enumerable.Range(0, 40).Select(i => $"  rule r{i} when not ({any}) => bypass\n");
        return Explodes(
            "rules",
            "policy \"p\"\ndecide path first {\n" + string.Concat(rules)
                + "  otherwise => iommu\n}\n");
    }

    [Fact(Timeout = HangGuard)]
    public Task AChainOfFilesWithoutEnd()
    {
        var files =
            Enumerable.Range(0, 100).Select(i => ($"f{i}", $"policy \"f{i}\"\nuse \"f{i + 1}\"\n"));
        return Reports("DMA2023", "policy \"p\"\nuse \"f0\"\n", new Files([.. files]), "16");
    }

    [Fact(Timeout = HangGuard)]
    public Task AFileThatUsesItself() => Reports(
        "DMA2022",
        "policy \"p\"\nuse \"hostile.rules\"\n",
        new Files(("hostile.rules", "policy \"p\"\nuse \"hostile.rules\"\n")),
        "hostile.rules -> hostile.rules");

    [Fact(Timeout = HangGuard)]
    public Task MoreParametersThanThereIsRoom()
    {
        var many = Enumerable.Range(0, 100).Select(i => $"param p{i} : bool = yes\n");
        return Reports("DMA2032", "policy \"p\"\n" + string.Concat(many), "128", "64");
    }

    private static void ShouldBeCut(IReadOnlyList<Diagnostic> diagnostics, string left)
    {
        diagnostics.Count.ShouldBe(Limits.Diagnostics + 1);
        diagnostics[^1].Descriptor.ShouldBe(DiagnosticCatalog.MoreErrors);
        diagnostics[^1].Message.ShouldStartWith(left);
    }

    private static string Rule(string condition) =>
        "policy \"p\"\n\ndecide path first {\n"
        + $"  rule big when {condition} => bypass\n  otherwise => iommu\n}}\n";

    // Each condition holds the one before it twice, with different ends.
    private static string DoublingLets()
    {
        var text = new StringBuilder("policy \"p\"\nlet l0 = dma_mask == 1 bits\n");
        for (var i = 1; i < 50; i++)
        {
            text.Append($"let l{i} = (l{i - 1} and dma_mask != {i + 1} bits)");
            text.Append($" or (not l{i - 1} and coherent_mask == {i} bits)\n");
        }

        return text.ToString();
    }

    private static string Repeat(string text, int count) =>
        new StringBuilder(text.Length * count).Insert(0, text, count).ToString();

    private static Task<IReadOnlyList<Diagnostic>> Load(string text) => Load(text, null);

    // On another thread, because a timeout cannot stop a test that never awaits; its stack is the
    // small one.
    private static Task<IReadOnlyList<Diagnostic>> Load(string text, Files? files) => Task.Run(() =>
    {
        var source = new SourceText("hostile.rules", text);
        ISourceResolver resolver = files is null ? Corpus.Instance : files;
        return (IReadOnlyList<Diagnostic>)Policy.Load(
            source, TestSchema.Instance, resolver).Diagnostics;
    });

    private static Task Reports(string code, string text, params string[] words) =>
        Reports(code, text, null, words);

    private static async Task Reports(string code, string text, Files? files, params string[] words)
    {
        var found = (await Load(text, files)).First(d => d.Descriptor.Code == code);

        foreach (var word in words)
        {
            found.Message.ShouldContain(word);
        }
    }

    private static async Task Explodes(string name, string text)
    {
        var diagnostics = await Load(text);

        diagnostics.Select(d => d.Descriptor.Code).ShouldBe(["DMA3001"]);
        Corpus.Compare(
            "generated", $"graph-too-large.{name}.txt", DiagnosticPrinter.Print(diagnostics));
    }
}
