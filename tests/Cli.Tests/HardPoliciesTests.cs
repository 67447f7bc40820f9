using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Analyses answer for any policy: with less, and saying so, where one is too much.
/// </summary>
public sealed class HardPoliciesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("eval FILE dma_mask=20 --flip bypass", 0, "there is too much to try")]
    [InlineData("eval FILE dma_mask=20 --why-not bypass", 0, "it would be bypass")]
    [InlineData("diff FILE FILE", 0, "too much to tell classes of machines by")]
    [InlineData("prove FILE never-breaks", 3, "compares too much with each other")]
    [InlineData("test --coverage FILE", 0, "1 passed, 0 failed")]
    [InlineData("history FILE FILE", 0, "too much to tell classes of machines by")]
    public void WhatComparesTooManySizesWithEachOther(string line, int exit, string words)
    {
        var run = Run(TwoChains(), line);

        run.Exit.ShouldBe(exit, run.Transcript);
        run.Output.ReplaceLineEndings(" ").ShouldContain(words);
    }

    [Theory]
    [InlineData("eval FILE dma_mask=20 --flip bypass")]
    [InlineData("eval FILE dma_mask=20 --why-not bypass")]
    [InlineData("diff FILE FILE")]
    [InlineData("test --coverage FILE")]
    [InlineData("prove FILE two-barriers --runs 200000 --events 1")]
    public async Task WhatHasAsManyParametersAsThereCanBe(string line)
    {
        var run = await Task.Run(() => Run(Parameters(), line))
            .WaitAsync(TimeSpan.FromSeconds(60));

        run.Exit.ShouldBeOneOf(0, 1, 3);
    }

    // Alone, neither decision compares too much; together they link three sizes.
    private static string TwoChains() => $$"""
        policy "chains"
        decide window first {
        {{Rules(60, i => $"pool_size > {i + 1} MiB and low_window_size < {i + 3} MiB", "none")}}
          rule linked when pool_size < low_window_size => none
          otherwise => table
        }
        decide path first {
        {{Rules(60, i => $"map_size > {i + 1} MiB", "bypass")}}
          rule linked when map_size < pool_size and map_size < 5 MiB and atomic => bypass
          otherwise => iommu
        }
        test "one" { expect map is iommu }
        """;

    private static string Parameters() => $$"""
        policy "parameters"
        {{string.Join('\n', Enumerable.Range(0, 15).Select(i => $"param p{i} : bool = no"))}}
        decide path first {
        {{Rules(15, i => $"p{i} and not p{(i + 1) % 15}", "bypass")}}
          otherwise => iommu
        }
        test "one" { expect map is iommu }
        """;

    private static string Rules(int count, Func<int, string> when, string outcome) => string.Join(
        '\n', Enumerable.Range(0, count).Select(i => $"  rule r{i} when {when(i)} => {outcome}"));

    private CommandRun Run(string policy, string line)
    {
        var path = Path.Combine(_folder, "hard.rules");
        File.WriteAllText(path, policy);
        return CommandRun.Of(line.Replace("FILE", path, StringComparison.Ordinal).Split(' '));
    }
}
