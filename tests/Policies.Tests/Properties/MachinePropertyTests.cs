using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Tests.Properties;

/// <summary>What holds for every machine (facts/kernel-dispatch.md 9.1, the numbered
/// properties).</summary>
public sealed class MachinePropertyTests
{
    /// <summary>Property 1. No driver of a trial touches a page that was shared before.</summary>
    [Fact]
    public void NoKernelsTcePathWorksInASecureGuest()
    {
        using var runs = new RandomRuns(isMeant: RandomRuns.IsKernel);
        runs.Check(machine =>
        {
            var result = machine.Run();
            var isMeant = machine is { IsSecure: true, MovesMemory: true };
            return isMeant && result is { Path.Action: PathAction.Iommu, Verdict: Verdict.Ok }
                ? "TCEs over private pages worked"
                : null;
        });
    }

    /// <summary>Property 2, by books that are kept from the events alone.</summary>
    [Fact]
    public void WhateverWorksBehindTheIommuOfASecureGuestIsSharedAndMapped()
    {
        var shadow = new ShadowMachine();
        using var runs = new RandomRuns(shadow);
        runs.Check(machine =>
        {
            shadow.Start(machine.Spec);
            var result = machine.Run();
            var isMeant = machine.IsSecure && machine.IsTranslated && machine.MovesMemory
                && result.Verdict is Verdict.Ok;
            return !isMeant ? null
                : shadow.Accesses.Count == 0 ? "it worked without an access"
                : shadow.Accesses.All(a => a.Expected == Footing.Plaintext) ? null
                : "it worked on a page that is private or not mapped";
        });
    }

    /// <summary>Property 6. The path that counts is that of the map: a bounced buffer may well meet
    /// a sync on another one.</summary>
    [Fact]
    public void OnlyDmaDirectBouncesAndNothingThatIsAllocatedDoes()
    {
        var bounces = new BounceWatch();
        using var runs = new RandomRuns(bounces);
        runs.Check(machine =>
        {
            bounces.Start();
            var result = machine.Run();
            return bounces.Stray is { } path && RandomRuns.IsKernel(machine.Policy)
                ? $"bounced on {path}"
                : machine.Action == DriverAction.Alloc && result.Bounced ? "an allocation bounced"
                : null;
        });
    }

    /// <summary>Property 7. The offset and RAM are part of the flag: together they are the required
    /// mask.</summary>
    [Fact]
    public void FromGenericBypassOnThePathFollowsFromFlagAndMaskAlone()
    {
        var seen = new Dictionary<(string, GrantedWindow, int Required, int Mask), PathAction>();
        using var runs = new RandomRuns(
            isMeant: n => n is "pseries-v5.9" or "pseries-v6.1" or "pseries-v6.12");
        runs.Check(machine =>
        {
            var result = machine.Run();
            if (result is not { Path: { } path, Facts: { BusDmaLimit.Value: 0 } facts }
                || machine.Situation[DmaSchema.IommuOff] != 0)
            {
                return null;
            }

            var key = (machine.Policy, facts.Window, facts.RequiredMask.Bits, facts.Mask.Bits);
            var known = seen.TryAdd(key, path.Action) ? path.Action : seen[key];
            return known == path.Action
                ? null
                : $"{key} went {known} before, and {path.Action} now";
        });
    }

    /// <summary>Property 8, and its converse: what has a TCE and is shared is reached in
    /// plaintext.</summary>
    [Fact]
    public void ADeviceMeetsExactlyWhatTcesAndSharingLetItMeet()
    {
        var shadow = new ShadowMachine();
        using var runs = new RandomRuns(shadow);
        runs.Check(machine =>
        {
            shadow.Start(machine.Spec);
            machine.Run();
            return !machine.IsTranslated ? null
                : shadow.Accesses.Where(a => a.Expected != ShadowMachine.MetIn(a.Happened))
                    .Select(a => $"expected {a.Expected}: {EventText.Of(a.Happened)}")
                    .FirstOrDefault();
        });
    }

    /// <summary>Property 8 for probes: a shared page without a TCE stays the hypervisor's, a
    /// private one with a TCE gives ciphertext.</summary>
    [Fact]
    public void AProbeGetsWhatATceGivesIt()
    {
        var shadow = new ShadowMachine();
        var recorder = new EventRecorder();
        using var runs = new RandomRuns(new EventFork(shadow, recorder));
        runs.Check(machine =>
        {
            recorder.Clear();
            shadow.Start(machine.Spec);
            machine.Run();
            return machine is { IsProbed: true, IsSecure: true, IsTranslated: true }
                ? recorder.Events.Select(e => FindWrongProbe(machine, shadow, e))
                    .FirstOrDefault(p => p is not null)
                : null;
        });
    }

    /// <summary>Property 10, event by event.</summary>
    [Fact]
    public void WithoutADdwTheSecondProposalIsTheMergedPatch()
    {
        var recorder = new EventRecorder();
        using var proposal = new RandomRuns(recorder, n => n == "secure-pool-ddw");
        using var merged = new RandomRuns(recorder, n => n == "pseries-v5.6");
        var v56 = merged.Make(1).Runner;
        proposal.Check(machine =>
        {
            var situation = machine.Situation.With(DmaSchema.Ddw, (ulong)DdwAvailability.Disabled);
            var left = Trace.Of(recorder, () => machine.Runner.Run(situation, machine.Action));
            var right = Trace.Of(recorder, () => v56.Run(situation, machine.Action));
            return left.FindDifference(right);
        });
    }

    /// <summary>The half of property 5 that is no witness.</summary>
    [Fact]
    public void DisableDdwChangesNothingInASecureGuestOfV54()
    {
        var recorder = new EventRecorder();
        using var runs = new RandomRuns(recorder, n => n == "pseries-v5.4");
        runs.Check(machine =>
        {
            var secure = machine.Situation.With(DmaSchema.IsSecureGuest, 1);
            var disabled = secure.With(DmaSchema.Ddw, (ulong)DdwAvailability.Disabled);
            var left = Trace.Of(recorder, () => machine.Runner.Run(secure, machine.Action));
            var right = Trace.Of(recorder, () => machine.Runner.Run(disabled, machine.Action));
            return left.FindDifference(right);
        });
    }

    private static string? FindWrongProbe(
        RandomMachine machine, ShadowMachine shadow, in DmaEvent e)
    {
        if (machine.Situation[DmaSchema.Probe] == (ulong)ProbeKind.OtherBounce)
        {
            return null;
        }

        var hasTce = shadow.HasTceFor(e.Phys.Value);
        var isRight = (e.Kind, e.Reason) switch
        {
            (DmaEventKind.ProbeStopped, _) or (_, DmaReason.HypervisorOnly) => !hasTce,
            (_, DmaReason.HypervisorAndDevice or DmaReason.CiphertextOnly) => hasTce,
            _ => true,
        };
        return isRight ? null : $"a TCE: {hasTce}, yet {EventText.Of(e)}";
    }
}
