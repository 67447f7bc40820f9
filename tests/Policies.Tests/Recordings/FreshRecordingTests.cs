using System.Diagnostics;

namespace DmaRules.Policies.Tests.Recordings;

/// <summary>Addresses that nobody has seen before: a kernel is booted, its allocators are logged,
/// and the model says the same. How it is done: tests/kernel/README.md.</summary>
public sealed class FreshRecordingTests : IDisposable
{
    private const int Kinds = 4;
    private readonly string _folder = Directory.CreateTempSubdirectory("dmarules-fresh").FullName;

    [FactOnFreshBoot]
    public void WhatAKernelDoesNowIsWhatTheModelDoes()
    {
        using var script = Process.Start(
            RepositoryRoot.At("tests", "kernel", "record"), [_folder]);
        script.WaitForExit();
        script.ExitCode.ShouldBe(0);

        var logs = Directory.GetFiles(_folder, "*.csv");
        logs.Length.ShouldBe(Kinds);
        foreach (var log in logs)
        {
            var (tally, failures) = KernelRecordings.Run([.. File.ReadAllLines(log)]);

            failures.ShouldBeEmpty(log);
            tally.Passed.ShouldBeGreaterThan(4000, log);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
