using DmaRules.Cli.Completion;
using DmaRules.Cli.Tests.Running;
using DmaRules.Dsl.Diagnostics;

namespace DmaRules.Cli.Tests.Completion;

/// <summary>What a line could go on with, whatever the shell.</summary>
public sealed class SuggestionTests
{
    [Theory]
    [InlineData("dmarules ev", "eval")]
    [InlineData("dmarules eval mask", "mask-guard")]
    [InlineData(
        "dmarules eval pseries-v5.6 ddw=",
        "ddw=available ddw=too_small ddw=unavailable ddw=disabled")]
    [InlineData("dmarules eval pseries-v5.6 ddw=un", "ddw=unavailable")]
    [InlineData("dmarules eval pseries-v5.6 atomic=", "atomic=yes atomic=no")]
    [InlineData(
        "dmarules eval pseries-v5.6 dma_mask=",
        "dma_mask=24 dma_mask=32 dma_mask=40 dma_mask=48 dma_mask=64")]
    [InlineData("dmarules run pseries-v5.6 pool_size=", "pool_size=64MiB")]
    [InlineData("dmarules eval pseries-v5.6 ddw=disabled dd", "")]
    [InlineData("dmarules eval pseries-v5.6 windo", "window=")]
    [InlineData("dmarules run pseries-v5.6 windo", "")]
    [InlineData("dmarules eval secure-low-window coherent_f", "coherent_from_pool=")]
    [InlineData(
        "dmarules eval secure-low-window coherent_from_pool=",
        "coherent_from_pool=yes coherent_from_pool=no")]
    [InlineData("dmarules eval pseries-v5.6 --wh", "--why --why-not")]
    [InlineData("dmarules eval --why pseries-v5.6 --wh", "--why-not")]
    [InlineData("dmarules eval pseries-v5.6 --engine c", "compiled")]
    [InlineData("dmarules --format=j", "--format=json")]
    [InlineData("dmarules explain DMA9", "DMA9001")]
    [InlineData("dmarules show secure-b", "secure-both")]
    [InlineData("dmarules completion ", "bash zsh fish")]
    [InlineData(
        "dmarules check tests/Corpus/shared/",
        "tests/Corpus/shared/pseries-v5.6.rules")]
    [InlineData("dmarules check ./tests/Corpus/cli/f", "./tests/Corpus/cli/failing.rules")]
    [InlineData("dmarules check 'tests/Corpus/cli/f", "tests/Corpus/cli/failing.rules")]
    [InlineData("dmarules check tests/Corp", "tests/Corpus/")]
    [InlineData("dmarules check nowhere/", "")]
    [InlineData("dmarules fmt pseries", "")]
    [InlineData("dmarules fmt --check mask", "")]
    [InlineData("dmarules fmt tests/Corpus/cli/f", "tests/Corpus/cli/failing.rules")]
    [InlineData("dmarules fmt --check ./tests/Corpus/cli/f", "./tests/Corpus/cli/failing.rules")]
    [InlineData("dmarules fmt --", "--check --help --format --json")]
    [InlineData("dmarules test --j", "--junit --jobs --json")]
    [InlineData("dmarules test --jobs ", "")]
    [InlineData("dmarules test --se", "--seed")]
    [InlineData("dmarules test --seed 1 --jobs 2 --filter x --junit y --s", "")]
    [InlineData("dmarules test --jobs 2 mask", "mask-guard")]
    [InlineData("dmarules check --no", "--no-analysis")]
    [InlineData("dmarules explain DMA1001 ", "")]
    [InlineData("dmarules evil ", "")]
    [InlineData("dmarules conform tests/", "")]
    [InlineData("sudo dmarules ev", "eval")]
    public void KnowsTheNextWord(string line, string words) =>
        Texts(line).ShouldBe(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("dmarules eval pseries-v5.6 --flip b", "bypass")]
    [InlineData("dmarules eval pseries-v5.6 --why-not d", "ddw direct")]
    [InlineData("dmarules eval pseries-v5.6 --alone w", "window")]
    [InlineData("dmarules bisect --policy secure-b", "secure-both")]
    [InlineData("dmarules diff pseries-v5.6 secure-b", "secure-both")]
    [InlineData("dmarules prove secure-both never-", "never-breaks never-leaks never-silent")]
    [InlineData("dmarules prove secure-both --given is_s", "is_secure_guest=")]
    public void KnowsWhatAnAnalysisTakes(string line, string words) =>
        Texts(line).ShouldBe(words.Split(' '), ignoreOrder: true);

    [Theory]
    [InlineData(
        "dmarules run tests/Corpus/cli/failing.rules --scenario ",
        "the same, step by step", "*")]
    [InlineData(
        "dmarules run tests/Corpus/cli/failing.rules --scenario 'the same",
        "the same, step by step")]
    [InlineData(
        @"dmarules run tests/Corpus/cli/failing.rules --scenario the\ sa",
        "the same, step by step")]
    [InlineData(
        "dmarules test tests/Corpus/cli/failing.rules --filter \"a 32",
        "a 32-bit device of a secure guest works")]
    [InlineData("dmarules run no/such.rules --scenario ", "*")]
    public void KnowsTheNamesInAFile(string line, params string[] names) =>
        Texts(line).ShouldBe(names);

    [Fact]
    public void KnowsEveryCode() =>
        Texts("dmarules explain ").ShouldBe(DiagnosticCatalog.All.Select(d => d.Code));

    [Fact]
    public void SaysWhatAWordIs()
    {
        var run = CommandRun.Of("[suggest]", "dmarules eval pseries-v5.6 dd");

        run.Output.ShouldBe(
            "ddw=\tthe huge window that the PE has, or that a 64-bit call would get\n");
        run.Exit.ShouldBe(0);
    }

    [Fact]
    public void ThePositionCutsTheLine() =>
        CommandRun.Of("[suggest:11]", "dmarules ex pseries-v5.6").Output
            .ShouldStartWith("explain\t");

    [Fact]
    public void EveryValueOfferedIsOneThatIsTaken()
    {
        foreach (var name in Texts("dmarules eval pseries-v5.6 "))
        {
            foreach (var given in Texts($"dmarules eval pseries-v5.6 {name}"))
            {
                CommandRun.Of("eval", "pseries-v5.6", given).Errors
                    .ShouldNotContain("no value", Case.Sensitive, given);
            }
        }
    }

    [Theory]
    [InlineData("dmarules eval a 'b c' d\\ e", "eval|a|b c", "d e")]
    [InlineData("dmarules eval \"a b", "eval", "a b")]
    [InlineData("dmarules  eval\t", "eval", "")]
    [InlineData("true | /opt/bin/dmarules ev", "", "ev")]
    [InlineData("dmarules", "", "dmarules")]
    [InlineData("dmarules '", "", "")]
    public void ALineIsTakenApartAsAShellDoes(string line, string before, string current)
    {
        var read = ShellLine.Read(line);

        string.Join('|', read.Before).ShouldBe(before);
        read.Current.ShouldBe(current);
    }

    private static string[] Texts(string line) =>
    [
        .. CommandRun.Of("[suggest]", line).Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => l.Split('\t')[0]),
    ];
}
