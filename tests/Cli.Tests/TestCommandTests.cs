using System.Text.Json;
using DmaRules.Cli.Tests.Running;
using DmaRules.Policies.Library;

namespace DmaRules.Cli.Tests;

/// <summary>Which tests are run, how many at once, and what is said about them.</summary>
public sealed class TestCommandTests : IDisposable
{
    private const string Failing = "tests/Corpus/cli/failing.rules";
    private const string Large = "tests/Corpus/cli/large.rules";
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("64-BIT", "1 passed, 0 failed", 0)]
    [InlineData("step by step", "0 passed, 1 failed", 1)]
    [InlineData("32*works", "0 passed, 1 failed", 1)]
    [InlineData("", "1 passed, 2 failed", 1)]
    public void AFilterChoosesByName(string filter, string summary, int exit)
    {
        var run = CommandRun.Of("test", Failing, "--filter", filter);

        run.Output.ShouldEndWith($"{summary}\n");
        run.Exit.ShouldBe(exit);
    }

    [Fact]
    public void AFilterThatChoosesNothingIsUsage()
    {
        var run = CommandRun.Of("test", Failing, "--filter", "64 bit device");

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain("no test's name has `64 bit device` in it");
        run.Errors.ShouldContain("the nearest: \"a 64-bit device does\"");
    }

    [Theory]
    [InlineData("--jobs", "0", "at least one")]
    [InlineData("--jobs", "many", "`many` is not a number from 0 on")]
    [InlineData("--seed", "-1", "`-1` is not a number from 0 on")]
    public void NumbersAreNumbers(string option, string number, string words)
    {
        var run = CommandRun.Of("test", Failing, option, number);

        run.Exit.ShouldBe(2);
        run.Errors.ShouldContain($"{option}: {words}");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void WhatIsSaidDoesNotDependOnHowManyWork(string format)
    {
        string[] words =
        [
            "test", Failing, "tests/Corpus/cli/promises.rules", "tests/Corpus/cli/broken.rules",
            "src/Policies/Library/mask-guard.tests.rules", Failing, "--format", format,
        ];
        var alone = CommandRun.Of([.. words, "--engine", "interpreted", "--jobs", "1"]);

        foreach (var jobs in new[] { "2", "16" })
        {
            CommandRun.Of([.. words, "--engine", "interpreted", "--jobs", jobs]).Output
                .ShouldBe(alone.Output);
        }

        CommandRun.Of([.. words, "--engine", "compiled", "--jobs", "3"]).Output
            .Replace("\"compiled\"", "\"interpreted\"", StringComparison.Ordinal)
            .ShouldBe(alone.Output);
    }

    [Fact]
    public void ALargeTestFailsAndSaysHowToTryAPart()
    {
        var run = CommandRun.Of("test", Large, "--filter", "masks of three");

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("at most 100,000 situations  258,048");
        run.Output.ShouldContain("--seed 1");
    }

    [Fact]
    public void ASampleSaysThatItIsOne()
    {
        var run = CommandRun.Of("test", Large, "--filter", "masks of three", "--seed", "5");

        run.Exit.ShouldBe(0, run.Transcript);
        run.Output.ShouldContain("sampled 100,000 of 258,048, seed 5: masks of three drivers");
        run.Output.ShouldEndWith("\n1 passed, 0 failed\n");
    }

    [Fact]
    public void AFailedSampleSaysHowToRepeatIt()
    {
        var run = CommandRun.Of("test", Large, "--filter", "large sizes", "--seed", "9", "--json");

        run.Exit.ShouldBe(1);
        var test = run.Json("test").GetProperty("files")[0].GetProperty("tests")[0];
        test.GetProperty("sample").GetProperty("seed").GetInt32().ShouldBe(9);
        test.GetProperty("situations").GetInt32().ShouldBe(100_000);
        CommandRun.Of("test", Large, "--filter", "large sizes", "--seed", "9").Output
            .ShouldContain($"dmarules test {Large} --seed 9 --filter 'large sizes'");
        CommandRun.Of("test", Large, "--filter", "large sizes", "--seed", "9", "--json").Output
            .ShouldBe(run.Output);
    }

    [Fact]
    public void ALongPathStandsOnOneLine()
    {
        // Wider than a terminal wherever the repository stands.
        var folder = Directory.CreateDirectory(Path.Combine(_folder, new string('d', 80)));
        foreach (var file in Directory.GetFiles(RepositoryRoot.At("src", "Policies", "Library")))
        {
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        }

        var run = CommandRun.Of("test", folder.FullName);

        run.Lines.Count(l => l.StartsWith("ok  ", StringComparison.Ordinal))
            .ShouldBe(ShippedPolicies.Names.Length);
        run.Lines.Where(l => l.StartsWith(' ') && !l.Contains(".rules(")).ShouldBeEmpty();
    }

    [Fact]
    public void ADifferenceIsDecidedOverAllFacts()
    {
        var run = CommandRun.Of("test", "tests/Corpus/cli/compared.rules");

        run.Exit.ShouldBe(0);
        run.Output.ShouldEndWith("2 passed, 0 failed\n");
    }

    [Theory]
    [InlineData(
        "window exactly when is_secure_guest and mask < 48 bits",
        "so it is with is_secure_guest, mask 48..63 bits")]
    [InlineData(
        "window exactly when is_secure_guest",
        "so it is with is_secure_guest, mask 64 bits")]
    [InlineData("path exactly when atomic", "so it is with atomic")]
    public void ADifferenceThatIsNotAsSaidFailsWithAllOfIt(string claim, string words)
    {
        var path = Path.Combine(_folder, "claim.rules");
        File.WriteAllText(
            path, $"use \"mask-guard.rules\"\ndiffers from \"pseries-v5.6.rules\" {claim}\n");

        var run = CommandRun.Of("test", path);

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain(words);
    }

    [Fact]
    public void ADifferenceFromNothingDoesNotLoad()
    {
        var path = Path.Combine(_folder, "nothing.rules");
        File.WriteAllText(
            path, "use \"mask-guard.rules\"\ndiffers from \"pseries-v5.7.rules\"\n");

        var run = CommandRun.Of("test", path);

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("pseries-v5.7.rules");
    }

    [Fact]
    public void EveryFailureOfATestIsInTheAnswer()
    {
        var path = Path.Combine(_folder, "several.rules");
        File.WriteAllText(path, """
            use "pseries-v5.6.rules"
            test "several" {
              given dma_mask 32..33 bits
              expect window is ddw mapping ram
              expect map is bypass by streaming
            }
            """);

        var answer = CommandRun.Of("test", path, "--json").Json("test");

        var failures = answer.GetProperty("files")[0].GetProperty("tests")[0]
            .GetProperty("failures").EnumerateArray().ToList();
        failures.Select(f => f.GetProperty("place").GetProperty("line").GetInt32())
            .ShouldBe([4, 5]);
        Wanted(failures[1]).ShouldBe("streaming");
        Wanted(failures[0]).ShouldBe("huge-window");
    }

    private static string? Wanted(JsonElement failure) =>
        failure.GetProperty("decisions")[0].GetProperty("wanted")[0].GetProperty("rule")
            .GetString();
}
