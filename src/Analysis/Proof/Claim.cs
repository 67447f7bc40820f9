using System.Collections.Immutable;
using DmaRules.Analysis.Classes;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Proof;

/// <summary>What is claimed of every run, or of runs that differ in one thing.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Says">What it says, in a sentence.</param>
public abstract record Claim(string Name, string Says)
{
    /// <summary>About one run: whether it holds of a case and what came of it.</summary>
    internal sealed record OfRun(
        string Name, string Says, Func<MachineCase, DriverCase, TrialResult, bool> Holds)
        : Claim(Name, Says);

    /// <summary>About a driver's two orders of setting its masks.</summary>
    internal sealed record OfOrder(string Name, string Says) : Claim(Name, Says);

    /// <summary>About one mask, and a wider one in its place.</summary>
    internal sealed record OfWidth(string Name, string Says) : Claim(Name, Says);

    /// <summary>An invariant of the policy's own.</summary>
    internal sealed record OfPolicy(string Name, int Index) : Claim(Name, "the policy's own");

    /// <summary>What is claimed of every policy.</summary>
    public static ImmutableArray<Claim> Predefined { get; } =
    [
        new OfRun(
            "always-works",
            "the data of an obedient device arrives",
            (_, driver, result) => driver.Plan.Probe != ProbeKind.None
                || driver.Action == DriverAction.Resource
                || result.Verdict is Verdict.Ok),
        new OfRun(
            "never-breaks",
            "data arrives, or the driver is told that it will not",
            (_, _, result) => result.Verdict is not Verdict.Breaks),
        new OfRun(
            "never-leaks",
            "no device sees what it should not; what a guest shares by mistake is its own affair",
            (_, _, result) => result.Verdict is not Verdict.Leaks
                || result.Verdict.Why == DmaReason.HypervisorOnly),
        new OfRun(
            "no-private-plaintext",
            "of a secure guest a device reads the pool and what it was given, and no other page",
            HasNoOtherPlaintext),
        new OfRun(
            "two-barriers",
            "a private page is encrypted, and no TCE leads a device to it either",
            (machine, driver, result) => !IsObedientInSecureGuest(machine, driver)
                || result.Exposure.Reachable == result.Exposure.Plaintext),
        new OfRun(
            "refuses-rather-than-breaks",
            "a driver whose data would be lost has its mask refused",
            (_, driver, result) => !driver.SetsMasks || result.Verdict is not Verdict.Breaks),
        new OfWidth("monotone-in-the-mask", "what works with a mask works with a wider one"),
        new OfOrder("setter-order", "the order in which masks are set changes nothing"),
    ];

    private static bool HasNoOtherPlaintext(
        MachineCase machine, DriverCase driver, TrialResult result)
    {
        if (!IsObedientInSecureGuest(machine, driver))
        {
            return true;
        }

        var page = machine.Spec.Boot.PageSize.Bytes.Value;
        var given = (driver.Plan.Size.Value + page - 1) / page * page;
        var pool = machine.Spec.Boot.Pool.Slots.Bytes.Value;
        return result.Exposure.Plaintext.Value <= pool + given;
    }

    // A probe may share a page to see what comes of it.
    private static bool IsObedientInSecureGuest(MachineCase machine, DriverCase driver) =>
        machine.Spec.Boot.IsSecure && driver.Plan.Probe == ProbeKind.None;
}
