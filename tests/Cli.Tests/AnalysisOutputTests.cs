using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What the analyses say, word for word.</summary>
public sealed class AnalysisOutputTests
{
    [Theory]
    [InlineData(
        "prove",
        "prove pseries-v5.6 --given is_secure_guest --given swiotlb=default --given ddw=disabled")]
    [InlineData("two-policies", "diff pseries-v5.4 pseries-v5.6")]
    [InlineData("two-same-policies", "diff pseries-v5.6 pseries-v5.6")]
    [InlineData("prove-unknown", "prove pseries-v5.6 never-brakes")]
    [InlineData("prove-limit", "prove secure-both two-barriers --runs 100000 --events 1")]
    [InlineData("prove-rare", "prove secure-both two-barriers --rare some")]
    [InlineData("matrix-exposure", "matrix --exposure")]
    [InlineData("matrix-exposure-mail", "matrix --exposure pseries-v5.6 amd64-v6.12 --format mail")]
    [InlineData("eval-flip", "eval pseries-v5.6 is_secure_guest dma_mask=32 --flip ok")]
    [InlineData("eval-why-not", "eval pseries-v5.6 is_secure_guest dma_mask=32 --why-not bypass")]
    [InlineData("eval-flip-odd", "eval pseries-v5.6 --flip iomu")]
    [InlineData("history", "history")]
    [InlineData("history-of-two", "history secure-low-window secure-both --format mail")]
    [InlineData("history-odd", "history pseries-v5.6 pseries-v5.7")]
    [InlineData("bisect", "bisect is_secure_guest dma_mask=64")]
    [InlineData("bisect-same", "bisect dma_mask=64")]
    [InlineData(
        "bisect-mail",
        "bisect is_secure_guest --policy pseries-v5.6 --policy secure-both --format mail")]
    [InlineData("bisect-odd", "bisect is_secure_gest")]
    [InlineData("test-coverage", "test --coverage tests/Corpus/cli/compared.rules")]
    [InlineData("eval-alone", "eval pseries-v5.6 --alone path window=ddw op=map --why")]
    [InlineData("eval-alone-flip", "eval pseries-v5.6 --alone path --flip ok")]
    public void StaysAsItIs(string name, string line)
    {
        var run = CommandRun.Of(CommandWords.Of(line));

        Golden.Check(run.Transcript, RepositoryRoot.At("tests", "Corpus", "cli", $"{name}.txt"));
    }
}
