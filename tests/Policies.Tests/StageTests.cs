using DmaRules.Dsl;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;
using DmaRules.Runtime.Checking;

namespace DmaRules.Policies.Tests;

/// <summary>What steps do to a stage: several devices and PEs, whose turn it is, what comes and
/// goes.</summary>
public sealed class StageTests
{
    [Fact]
    public void AnUnpluggedDeviceDoesNothingAndWhatItHadIsLost()
    {
        var report = Play("pseries-v5.6", """
            nic: set_mask_and_coherent 64 bits
            nic: cmd = map 4 KiB to_device
            host: unplugs nic                     expect ok
            nic: unmap cmd
            gpu: device reads cmd                 expect data
            host: plugs nic                       expect window is table
            nic: unmap cmd
            nic: other = map 4 KiB
            host: plugs nic
            host: unplugs gpu
            host: unplugs gpu
            expect dma ok
            """);

        Differences(report).ShouldBeEmpty();
        Unplayed(report).ShouldBe(
        [
            "`nic` is unplugged",
            "`cmd` was lost when `nic` was unplugged",
            "there is a `nic` already",
            "`gpu` is not plugged in",
        ]);
        report.Steps[4].NotJudged.ShouldBe("cmd is nic's");
    }

    [Fact]
    public void WhatALostDeviceBouncedStaysInThePool()
    {
        var report = Play("pseries-v5.6", """
            given is_secure_guest, pool_size 256 KiB
            nic: set_mask 64 bits
            nic: all = map 256 KiB                expect bounced
            host: unplugs nic
            host: plugs nic
            nic: set_mask 64 bits
            nic: more = map 2 KiB                 expect fails swiotlb_full
            """);

        Differences(report).ShouldBeEmpty();
    }

    [Fact]
    public void AnAccessOutOfTurnIsSeenButNotJudged()
    {
        var report = Play("pseries-v5.6", """
            given is_secure_guest
            nic: set_mask 64 bits
            nic: cmd = map 4 KiB                  expect bounced
            nic: cpu writes cmd
            nic: device reads cmd                 expect other
            nic: sync cmd for_device
            nic: device reads cmd                 expect data
            nic: sync cmd for_cpu
            nic: cpu writes cmd
            nic: sync cmd for_device
            nic: device reads cmd                 expect data and dma ok
            """);

        Differences(report).ShouldBeEmpty();
        report.Steps.Select(s => s.NotJudged is not null)
            .ShouldBe([false, false, true, true, false, true, false, false, false, false]);
    }

    [Fact]
    public void VerdictsAreTheDevicesOwn()
    {
        var report = Play("pseries-v5.6", """
            given is_secure_guest
            nic: frame = map 4 KiB
            nic: device reads frame               expect ciphertext
            gpu: set_mask 64 bits
            gpu: cmd = map 4 KiB
            gpu: device reads cmd                 expect data and dma ok
            nic: expect dma breaks device_sees_ciphertext
            gpu: expect dma ok
            host: adds memory 256 MiB             expect dma breaks
            expect dma breaks
            """);

        Differences(report).ShouldBeEmpty();
        report.Verdict.ShouldBeOfType<Verdict.Breaks>();
    }

    [Fact]
    public void MeasuresAreThoseOfTheActorsPeOrOfAll()
    {
        var report = Play("pseries-v5.6", """
            host: plugs gpu into pe1
            nic: a = map 4 KiB at 8 GiB
            gpu: b = map 8 KiB at 9 GiB           expect dma.tces == 2 and dma.reachable == 8 KiB
            nic: expect dma.tces == 1 and dma.reachable <= 4 KiB and dma.shared == 64 GiB
            expect dma.tces == 3 and dma.reachable == 12 KiB and dma.tces != 4 and dma.tces > 2
            """);

        Differences(report).ShouldBeEmpty();
    }

    [Fact]
    public void AMeasureThatIsNotMetIsShownWithItsUnit()
    {
        var report = Play("pseries-v5.6", """
            nic: a = map 4 KiB                    expect dma.reachable < 4 KiB
            """);

        report.Steps[0].Difference.ShouldBe(
            new DmaRules.Policies.Testing.Difference("dma.reachable", "< 4 KiB", "4 KiB"));
    }

    [Theory]
    [InlineData("host: adds memory 256 MiB at 0x0", "there is memory already")]
    [InlineData("host: removes memory 256 MiB at 0x1000_0000", "no memory was added there")]
    [InlineData("host: removes memory 256 MiB at 64 GiB", "no memory was added there")]
    [InlineData("host: adds memory 1024 TiB", "the model takes memory up to 1024 TiB")]
    [InlineData("nic: x = map 4 KiB at 64 GiB", "there is no memory at that address")]
    [InlineData("nic: x = map 4 KiB in pmem",
        "the machine has no persistent memory: `given pmem`")]
    public void WhatCannotBeIsNotRun(string step, string why) =>
        Unplayed(Play("pseries-v5.6", step)).ShouldBe([why]);

    [Fact]
    public void TheCallThatGivesBackIsThatOfTheOneThatMade()
    {
        var report = Play("pseries-v5.6", """
            nic: ring = alloc 4 KiB
            nic: cmd = map 4 KiB
            nic: bar = map_resource 4 KiB at 1 TiB
            nic: unmap ring
            nic: free cmd
            nic: sync ring for_cpu
            gpu: unmap cmd
            """);

        Unplayed(report).ShouldBe(
        [
            "`ring` comes from `alloc`: `free ring`",
            "`cmd` comes from `map`: `unmap cmd`",
            "`ring` comes from `alloc` and needs no sync",
            "`cmd` is nic's",
        ]);
    }

    [Fact]
    public void RegistersAreMappedButAreNoMemory()
    {
        var report = Play("pseries-v5.4", """
            given is_secure_guest
            nic: set_mask 64 bits
            nic: bar = map_resource 4 KiB at 1 TiB   expect ok and path is direct
            nic: device reads bar
            nic: unmap bar                           expect ok
            """);

        Differences(report).ShouldBeEmpty();
        Unplayed(report).ShouldBe(["`bar` is a device's registers, not memory"]);
    }

    [Fact]
    public void RequestsCarryWhatIsWrittenBehindThem()
    {
        Differences(Play("pseries-v6.12", """
            given is_secure_guest
            nic: set_mask_and_coherent 64 bits
            nic: ring = alloc 4 KiB atomic        expect fails no_coherent_pool_for_atomic
            nic: ring = alloc 4 KiB               expect ok
            """)).ShouldBeEmpty();
        Differences(Play("pseries-v5.6", """
            given fixed_is_weak
            nic: set_mask 64 bits
            nic: a = map 4 KiB                    expect path is iommu by weak-cell
            nic: b = map 4 KiB weak_ordering      expect path is bypass by streaming
            """)).ShouldBeEmpty();
        Differences(Play("pseries-v6.12", """
            given pmem
            nic: set_mask 64 bits
            nic: a = map 4 KiB in pmem            expect path is iommu
            nic: b = map 4 KiB                    expect path is bypass
            """)).ShouldBeEmpty();
    }

    [Fact]
    public void WhoeverSkipsTheSyncIsLeftToSyncHimself() => Differences(Play("pseries-v5.6", """
        given is_secure_guest
        nic: set_mask_and_coherent 64 bits
        nic: a = map 4 KiB skip_cpu_sync   expect bounced
        nic: device reads a
        nic: sync a for_device
        nic: device reads a                expect data
        nic: device writes a
        nic: sync a for_cpu
        nic: unmap a
        nic: cpu reads a                   expect data
        """)).ShouldBeEmpty();

    [Fact]
    public void WhatIsNeitherSyncedNorCopiedAtUnmapIsNotHeldAgainstAnybody() =>
        Differences(Play("pseries-v5.6", """
            given is_secure_guest
            nic: set_mask_and_coherent 64 bits
            nic: a = map 4 KiB skip_cpu_sync
            nic: sync a for_device
            nic: device writes a
            nic: unmap a
            nic: cpu reads a               expect dma ok
            """)).ShouldBeEmpty();

    [Fact]
    public void MemoryThatIsGoneCannotBeRead()
    {
        var report = Play("pseries-v5.6", """
            host: adds memory 256 MiB at 64 GiB
            nic: cmd = map 4 KiB at 64 GiB
            nic: unmap cmd
            host: removes memory 256 MiB at 64 GiB   expect ok
            nic: cpu reads cmd
            host: probes 64 GiB                      expect fault
            """);

        Differences(report).ShouldBeEmpty();
        Unplayed(report).ShouldBe(["the memory of `cmd` is gone"]);
    }

    [Fact]
    public void ABounceSlotLeaksToWhoeverDidNotFillIt()
    {
        var report = Play("pseries-v5.6", """
            given is_secure_guest
            host: plugs gpu into pe1
            nic: set_mask 64 bits
            gpu: set_mask 64 bits
            nic: device probes 0x0800_0000_fc00_0000   expect plaintext and dma ok
            nic: cmd = map 2 KiB to_device             expect bounced
            nic: device reads cmd                      expect data
            nic: unmap cmd
            nic: device probes 0x0800_0000_fc00_0000   expect plaintext and dma ok
            gpu: device probes 0x0800_0000_fc00_0000   expect plaintext
            gpu: expect dma leaks other_device_bounce_data
            nic: expect dma ok
            """);

        Differences(report).ShouldBeEmpty();
    }

    /// <summary>A fact is either about the machine, or has a step to write instead; `translated` is
    /// what devices are unless they are plugged in otherwise.</summary>
    [Fact]
    public void EveryFactAboutTheDriverHasAStep()
    {
        var kernel = Runtime.Dma.KernelProfile.V612;
        foreach (var fact in DmaSchema.Instance.Facts.Where(f => f.Use.HasFlag(FactUse.Given)))
        {
            var other = Situation.Default.With(fact, fact.Default is 0 or null ? 1UL : 0);
            var isMachine = other.Machine(kernel) != Situation.Default.Machine(kernel)
                || fact == DmaSchema.Translated || fact == DmaSchema.PageSize;
            (DriverFacts.StepFor(fact) is null).ShouldBe(isMachine, fact.Name);
        }
    }

    private static IEnumerable<string> Differences(ScenarioReport report) =>
        report.Steps
            .Where(s => s.Difference is not null)
            .Select(s => $"{s.Step.Place.Text}: {s.Difference}");

    private static IEnumerable<string> Unplayed(ScenarioReport report) =>
        report.Steps.Select(s => new StepSight(s.Seen).WhyNotRun).OfType<string>();

    private static ScenarioReport Play(string policy, string steps)
    {
        using var engine = new InterpretedEngine();
        var text = $"use \"{policy}.rules\"\n\nscenario \"played\" {{\n  "
            + $"{steps.ReplaceLineEndings("\n  ")}\n}}\n";
        var loaded = Policy.Load(
            new SourceText("played.rules", text), DmaSchema.Instance, ShippedPolicies.Instance);
        loaded.Diagnostics.Select(d => d.Message).ShouldBeEmpty();
        var bound = loaded.Value.ShouldNotBeNull();
        var plan = ScenarioPlan.Read(bound.Scenarios[0]);
        plan.Diagnostics.Select(d => d.Message).ShouldBeEmpty();
        var runner = new ScenarioRunner(new PolicyRunner(bound, engine));
        return runner.Run(plan.Value.ShouldNotBeNull());
    }
}
