using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What people see, word for word.</summary>
public sealed class GoldenOutputTests
{
    [Theory]
    [InlineData("matrix", "matrix")]
    [InlineData("matrix-mail", "matrix --format mail")]
    [InlineData("matrix-one", "matrix secure-both pseries-v6.1")]
    [InlineData("list", "list")]
    [InlineData("facts", "facts secure-low-window")]
    [InlineData("help", "--help")]
    [InlineData("help-eval", "eval --help")]
    [InlineData("eval", "eval pseries-v5.6 is_secure_guest dma_mask=32 --why")]
    [InlineData("eval-alloc", "eval pseries-v5.9 op=alloc coherent_mask=64 --why")]
    [InlineData("eval-refused", "eval mask-guard is_secure_guest dma_mask=32 --why")]
    [InlineData("eval-computed", "eval pseries-v5.6 window=ddw")]
    [InlineData("eval-no-ops", "eval pseries-v5.6 iommu_off --why")]
    [InlineData("eval-overlap", "eval tests/Corpus/cli/promises.rules is_secure_guest dma_mask=64")]
    [InlineData("eval-impossible", "eval tests/Corpus/cli/promises.rules op=resource --why")]
    [InlineData("run-overlap", "run tests/Corpus/cli/promises.rules is_secure_guest dma_mask=64")]
    [InlineData("run-disagree", "run tests/Corpus/cli/promises.rules --scenario *")]
    [InlineData("test-promises", "test tests/Corpus/cli/promises.rules")]
    [InlineData("run", "run pseries-v6.12 is_secure_guest dma_mask=32")]
    [InlineData("run-good", "run pseries-v5.6 is_secure_guest dma_mask=64")]
    [InlineData("run-probe", "run pseries-v5.6 is_secure_guest dma_mask=64 probe=leaked_page")]
    [InlineData("run-scenario", "run tests/Corpus/cli/failing.rules")]
    [InlineData("test", "test tests/Corpus/cli/failing.rules")]
    [InlineData("test-mail", "test tests/Corpus/cli/failing.rules --format mail")]
    [InlineData("test-broken", "test tests/Corpus/cli/broken.rules")]
    [InlineData("check", "check tests/Corpus/cli/broken.rules")]
    [InlineData("check-order", "check tests/Corpus/cli/order.rules")]
    [InlineData("check-no-analysis", "check tests/Corpus/cli/order.rules --no-analysis")]
    [InlineData("check-mail", "check tests/Corpus/cli/broken.rules --format mail")]
    [InlineData("fmt-check", "fmt --check tests/Corpus/format tests/Corpus/cli/broken.rules")]
    [InlineData("conform", "conform tests/data/dispatch-scenarios.csv")]
    [InlineData("conform-differs", "conform tests/Corpus/cli/differs.csv")]
    [InlineData("conform-unknown", "conform tests/Corpus/cli/broken.rules")]
    [InlineData("explain", "explain DMA2001")]
    [InlineData("explain-all", "explain")]
    [InlineData("check-references", "check tests/Corpus/cli/references")]
    [InlineData("show", "show mask-guard")]
    public void StaysAsItIs(string name, string line)
    {
        var run = CommandRun.Of(CommandWords.Of(line));

        Golden.Check(run.Transcript, RepositoryRoot.At("tests", "Corpus", "cli", $"{name}.txt"));
    }
}
