using System.Text.Json;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What is said to be missing passes when it is pasted, and then nothing is missing.
/// </summary>
public sealed class CoverageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("pseries-v5.3")]
    [InlineData("pseries-v5.6")]
    [InlineData("pseries-v6.12")]
    [InlineData("mask-guard")]
    [InlineData("secure-both")]
    [InlineData("amd64-v6.12")]
    public void PastedCasesPassAndCoverWhatWasMissing(string policy)
    {
        var start = $"use \"{policy}.rules\"\ntest \"one\" {{ expect map dma ok }}\n";
        var before = CoverageOf(start);
        var missing = before.GetProperty("missing").EnumerateArray()
            .Select(m => m.GetProperty("test").GetString())
            .ToList();

        missing.ShouldNotBeEmpty();
        var after = CoverageOf(start + string.Join('\n', missing));

        after.GetProperty("missing").GetArrayLength().ShouldBe(0);
        after.GetProperty("unreached").ToString().ShouldBe(
            before.GetProperty("unreached").ToString());
    }

    [Fact]
    public void EveryRuleIsCountedByItsRegions()
    {
        var coverage = CoverageOf("""
            use "pseries-v5.6.rules"
            test "all" {
              given dma_mask 1..64 bits, coherent_mask 64 bits
              expect map is bypass
            }
            """);

        var rules = coverage.GetProperty("rules").EnumerateArray()
            .Where(r => r.GetProperty("decision").GetString() == "path")
            .ToDictionary(r => r.GetProperty("rule").GetString() ?? "");
        rules["streaming"].GetProperty("covered").GetBoolean().ShouldBeTrue();
        rules["weak-cell"].GetProperty("covered").GetBoolean().ShouldBeFalse();
    }

    private JsonElement CoverageOf(string text)
    {
        var path = Path.Combine(_folder, "covered.rules");
        File.WriteAllText(path, text);
        var answer = CommandRun.Of("test", "--coverage", path, "--json").Json("test");
        var file = answer.GetProperty("files")[0];
        file.GetProperty("diagnostics").GetArrayLength().ShouldBe(0, text);
        file.GetProperty("tests").EnumerateArray().Skip(1)
            .ShouldAllBe(t => t.GetProperty("passed").GetBoolean());
        return file.GetProperty("coverage");
    }
}
