using DmaRules.Dsl;
using DmaRules.Dsl.Evaluation;
using DmaRules.Dsl.Text;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Library;
using DmaRules.Policies.Running;
using DmaRules.Policies.Scenarios;

namespace DmaRules.Policies.Tests;

/// <summary>Scenarios, step by step.</summary>
public sealed class ScenarioTests
{
    [Fact]
    public void ANeighbourSpoilsThePe()
    {
        var report = Run("pseries-v6.12", """
            scenario "a 48-bit driver spoils the PE for its neighbour" {
              given is_secure_guest, swiotlb force
              nic: set_mask 48 bits                         expect window is table by huge-window
              gpu: set_mask_and_coherent 64 bits            expect window is table
              gpu: cmd = map 4 KiB at 8 GiB to_device       expect path is iommu by otherwise
              gpu: device reads cmd                         expect ciphertext
              nic: device probes 0x0800000000000000         expect fault
              gpu: unmap cmd
              expect dma breaks device_sees_ciphertext
            }
            """);
        Differences(report).ShouldBeEmpty();
    }

    [Fact]
    public void AShortWriteHandsOutWhatTheSlotHeld()
    {
        const string Steps = """
              gpu: set_mask_and_coherent 64 bits
              gpu: block = map 4 KiB from_device            expect path is bypass and bounced
              gpu: device writes block 1 KiB                expect data
              gpu: unmap block
            """;
        var before = Run("pseries-v5.6", $$"""
            scenario "before the copy on map" {
              given is_secure_guest
              {{Steps}}
              gpu: cpu reads block                          expect other
            }
            """);
        Differences(before).ShouldBeEmpty();
        var since = Run("pseries-v6.12", $$"""
            scenario "with it" {
              given is_secure_guest, swiotlb force
              {{Steps}}
              gpu: cpu reads block                          expect data
            }
            """);
        Differences(since).ShouldBeEmpty();
    }

    [Fact]
    public void AStepThatNeedsWhatFailedIsNotRun()
    {
        var report = Run("mask-guard", """
            scenario "a driver that goes on" {
              given is_secure_guest
              nic: set_mask_and_coherent 32 bits            expect fails refused
              nic: cmd = map 512 KiB                        expect path is iommu
              nic: other = map 4 KiB
              nic: unmap other                              expect ok
              nic: unmap other                              expect ok
            }
            """);
        report.Steps[^1].Seen.ShouldBe("not run: it was given back before");
        report.Passed.ShouldBeFalse();
    }

    [Theory]
    [InlineData("nic: set_msk 64 bits", "DMA5001")]
    [InlineData("nic: set_mask 64", "DMA5002")]
    [InlineData("nic: unmap cmd", "DMA5004")]
    [InlineData("nic: cmd = map 4 KiB expect gone", "DMA5003")]
    [InlineData("nic: cmd = map 4 KiB expect path is bypas", "DMA5003")]
    [InlineData("nic: map 4 KiB", "DMA5002")]
    [InlineData("nic: device", "DMA5001")]
    [InlineData("nic: sync x", "DMA5004")]
    [InlineData("nic: x = set_mask 64 bits", "DMA5006")]
    [InlineData("nic: x = map 4 KiB please", "DMA5007")]
    [InlineData("nic: x = map 4 KiB in ram", "DMA5002")]
    [InlineData("nic: x = map 4 KiB at 0xffff_ffff_ffff_f000", "DMA5002")]
    [InlineData("nic: x = map_resource 4 KiB", "DMA5002")]
    [InlineData("nic: expect dma ok", "DMA5004")]
    [InlineData("host: eats memory 1 GiB", "DMA5001")]
    [InlineData("host: adds memory 100 MiB", "DMA5002")]
    [InlineData("host: adds memory 0 B", "DMA5002")]
    [InlineData("host: adds memory 1 GiB at 2048 TiB", "DMA5002")]
    [InlineData("host: removes memory 1 GiB", "DMA5002")]
    [InlineData("host: unplugs nic", "DMA5004")]
    [InlineData("host: plugs host", "DMA5002")]
    [InlineData("host: plugs nic into", "DMA5002")]
    [InlineData("host: map 4 KiB", "DMA5001")]
    [InlineData("given dma_mask 64 bits", "DMA5005")]
    [InlineData("given swiotlb -", "DMA5002")]
    [InlineData("expect dma.tces 4", "DMA5002")]
    [InlineData("expect dma.tces == 4 KiB", "DMA5002")]
    [InlineData("expect dma.reachable <= 4", "DMA5002")]
    [InlineData("expect dma.bounced", "DMA5003")]
    public void SaysWhatIsWrongWithAStep(string step, string code)
    {
        var bound = Load("pseries-v5.6", $$"""
            scenario "wrong" {
              {{step}}
            }
            """);
        var plan = ScenarioPlan.Read(bound.Scenarios[0]);
        plan.Value.ShouldBeNull();
        plan.Diagnostics.Select(d => d.Descriptor.Code).ShouldBe([code]);
    }

    [Theory]
    [InlineData("host: add memory 1 GiB", "host: add memory", "adds memory")]
    [InlineData("host: memory 1 GiB", "host: memory", "adds memory")]
    [InlineData("host: adds memori 1 GiB", "host: adds memori", "adds memory")]
    [InlineData("host: remove memory 1 GiB at 0x0", "host: remove memory", "removes memory")]
    [InlineData("host: plug gpu", "host: plug", "plugs")]
    [InlineData("host: unplug memory", "host: unplug", "unplugs")]
    [InlineData("nic: devices read x", "devices read", "device reads")]
    [InlineData("nic: cpu red x", "cpu red", "cpu reads")]
    [InlineData("nic: set_maks 64 bits", "set_maks", "set_mask")]
    public void AVerbOfTwoWordsIsFoundToo(string step, string shown, string meant)
    {
        var bound = Load("pseries-v5.6", $"scenario \"wrong\" {{\n  {step}\n}}");

        var wrong = ScenarioPlan.Read(bound.Scenarios[0]).Diagnostics.ShouldHaveSingleItem();

        wrong.Message.ShouldContain($"`{shown}`");
        wrong.Help.ShouldNotBeNull().ShouldStartWith($"did you mean `{meant}`?");
    }

    private static IEnumerable<string> Differences(ScenarioReport report) =>
        report.Steps
            .Where(s => s.Difference is not null)
            .Select(s => $"{s.Step.Place}: {s.Difference}");

    private static ScenarioReport Run(string policy, string scenario)
    {
        using var engine = new InterpretedEngine();
        var bound = Load(policy, scenario);
        var plan = ScenarioPlan.Read(bound.Scenarios[0]);
        var runner = new ScenarioRunner(new PolicyRunner(bound, engine));
        return runner.Run(plan.Value.ShouldNotBeNull());
    }

    private static Dsl.Binding.BoundPolicy Load(string policy, string scenario)
    {
        var source = new SourceText("test.rules", $"use \"{policy}.rules\"\n\n{scenario}\n");
        var outcome = Policy.Load(source, DmaSchema.Instance, ShippedPolicies.Instance);
        outcome.Diagnostics.Select(d => d.Message).ShouldBeEmpty();
        return outcome.Value.ShouldNotBeNull();
    }
}
