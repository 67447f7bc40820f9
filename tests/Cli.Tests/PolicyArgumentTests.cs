using DmaRules.Cli.Tests.Running;

namespace DmaRules.Cli.Tests;

/// <summary>What a POLICY or PATH argument means, and where used files are looked for.</summary>
public sealed class PolicyArgumentTests : IDisposable
{
    private const string AlwaysDirect = """
        policy "always direct"
        decide path first {
          otherwise => direct
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AShippedPolicyIsCalledByNameOrFile()
    {
        var byName = CommandRun.In(_folder, "eval", "pseries-v5.6", "--json");
        var byFile = CommandRun.In(_folder, "eval", "pseries-v5.6.rules", "--json");

        byFile.Exit.ShouldBe(0);
        byFile.Output.ShouldBe(byName.Output);
    }

    [Fact]
    public void AFileComesBeforeAShippedFile()
    {
        Write("mask-guard.rules", AlwaysDirect);

        CommandRun.In(_folder, "eval", "mask-guard.rules").Output.ShouldContain("direct");
        CommandRun.In(_folder, "eval", "mask-guard").Output.ShouldNotContain("direct");
    }

    [Fact]
    public void WhatIsUsedIsLookedForBesideTheFile()
    {
        Write("deep/base.rules", AlwaysDirect);
        Write("deep/top.rules", "policy \"top\"\nuse \"base.rules\"\n");

        var run = CommandRun.In(_folder, "eval", "deep/top.rules");

        run.Output.ShouldContain("direct");
        run.Output.ShouldContain("deep/base.rules(3)");
    }

    [Fact]
    public void ShippedPoliciesUseOnlyShippedOnes()
    {
        // v6.12 uses v6.1: a file of that name in the working folder must not change it.
        Write("pseries-v6.1.rules", AlwaysDirect);

        CommandRun.In(_folder, "eval", "pseries-v6.12").Output.ShouldNotContain("always direct");
        CommandRun.In(_folder, "eval", "pseries-v6.12").Output
            .ShouldBe(CommandRun.Of("eval", "pseries-v6.12").Output);
    }

    [Fact]
    public void AFolderStandsForAllItsPolicies()
    {
        Write("a.rules", AlwaysDirect);
        Write("deep/b.rules", AlwaysDirect);
        Write("deep/readme.txt", "no policy");

        CommandRun.In(_folder, "check", ".").Output.ShouldContain("2 files, 0 errors");
    }

    [Fact]
    public void AMissingUsedFileIsADiagnostic()
    {
        Write("top.rules", "policy \"top\"\nuse \"nowhere.rules\"\n");

        var run = CommandRun.In(_folder, "check", "top.rules");

        run.Exit.ShouldBe(1);
        run.Output.ShouldContain("nowhere.rules");
    }

    [Fact]
    public void AScenarioMayNameItsPolicy()
    {
        Write("story.rules", """
            use "pseries-v5.6.rules"

            scenario "elsewhere" for "mask-guard.rules" {
              given is_secure_guest
              nic: set_mask 32 bits     expect fails refused
            }
            """);

        CommandRun.In(_folder, "test", "story.rules").Output.ShouldContain("1 passed, 0 failed");
    }

    [Fact]
    public void AScenarioIsChosenByName()
    {
        var run = CommandRun.Of(
            "run", "tests/Corpus/cli/failing.rules", "--scenario", "the same, step by step");

        run.Output.ShouldStartWith("the same, step by step");
        CommandRun.Of(
            "run", "tests/Corpus/cli/failing.rules", "--scenario", "the sane, step by step")
            .Errors.ShouldContain("did you mean");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? _folder);
        File.WriteAllText(path, text);
    }
}
