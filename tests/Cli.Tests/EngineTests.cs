using DmaRules.Cli.Input;
using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>Which engine decides, and that it does not matter.</summary>
public sealed class EngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("eval pseries-v6.12 is_secure_guest dma_mask=48 --why")]
    [InlineData("run pseries-v6.12 is_secure_guest dma_mask=48")]
    [InlineData("run tests/Corpus/cli/failing.rules")]
    [InlineData("test tests/Corpus/cli/failing.rules")]
    [InlineData("conform tests/data/dispatch-scenarios.csv")]
    [InlineData("matrix")]
    public void BothEnginesAnswerTheSame(string line)
    {
        var words = CommandWords.Of(line);
        var interpreted = CommandRun.Of([.. words, "--json", "--engine", "interpreted"]);
        var compiled = CommandRun.Of([.. words, "--json", "--engine", "compiled"]);

        interpreted.Output.ShouldContain("\"engine\": \"interpreted\"");
        compiled.Output.ShouldBe(interpreted.Output.Replace(
            "\"interpreted\"", "\"compiled\"", StringComparison.Ordinal));
        compiled.Exit.ShouldBe(interpreted.Exit);
    }

    [Fact]
    public void OnlyLongRunsAreCompiled()
    {
        using var few = Engines.Open(EngineChoice.Auto, 200_000);
        using var many = Engines.Open(EngineChoice.Auto, 200_001);
        using var told = Engines.Open(EngineChoice.Interpreted, long.MaxValue);

        few.Name.ShouldBe("interpreted");
        many.Name.ShouldBe("compiled");
        told.Name.ShouldBe("interpreted");
    }

    [Fact]
    public void ATestOfManySituationsIsCompiled()
    {
        var path = Path.Combine(_folder, "many.rules");
        File.WriteAllText(path, """
            use "pseries-v5.6.rules"

            test "every pair of masks" {
              given dma_mask 24..64 bits, coherent_mask 24..64 bits, earlier_mask 32..64 bits
              expect window is table
            }
            """);

        var run = CommandRun.Of("test", path, "--json");

        var file = run.Json("test").GetProperty("files")[0];
        file.GetProperty("engine").GetString().ShouldBe("compiled");
    }
}
