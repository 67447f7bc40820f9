using System.Text;
using DmaRules.Fuzzing.Inputs;
using DmaRules.Fuzzing.Running;

namespace DmaRules.Fuzzing.Tests;

/// <summary>Every entry under what is kept and under some random inputs. Hours of it:
/// <c>dotnet run --project benchmarks/Soak</c>.</summary>
public sealed class FuzzTargetTests
{
    /// <summary>How many seconds each target gets.</summary>
    private const string SecondsVariable = "DMARULES_FUZZ_SECONDS";

    private const string SeedVariable = "DMARULES_FUZZ_SEED";
    private const ulong UsualSeed = 1;
    private const double UsualSeconds = 1;

    public static TheoryData<string> Names { get; } = [.. FuzzTargets.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void KeepsItsPromises(string name)
    {
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable(SeedVariable), out var given)
            ? given
            : UsualSeed;
        var seconds = double.TryParse(
            Environment.GetEnvironmentVariable(SecondsVariable), out var longer)
            ? longer
            : UsualSeconds;
        var run = new FuzzRun(FuzzTargets.Find(name).ShouldNotBeNull(), seed);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        run.Replay();
        while (clock.Elapsed.TotalSeconds < seconds && run.Crashers.Count == 0)
        {
            run.Step();
        }

        run.Crashers.Select(c => $"{c.Failure}\n{Encoding.UTF8.GetString(c.Input)}")
            .ShouldBeEmpty(
                $"{SeedVariable}={seed} {SecondsVariable}=60 dotnet test tests/Fuzzing.Tests");
        run.Inputs.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SeesThatItsSeedsDoDifferentThings(string name)
    {
        var run = new FuzzRun(FuzzTargets.Find(name).ShouldNotBeNull(), UsualSeed);

        run.Replay();

        run.Features.ShouldBeGreaterThan(3);
        run.Kept.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void WhatIsKeptBelongsToATarget() =>
        Directory.EnumerateDirectories(RepositoryRoot.At("tests", "Corpus", "fuzz"))
            .Select(Path.GetFileName)
            .ShouldBeSubsetOf(FuzzTargets.All.Select(t => t.Name));
}
