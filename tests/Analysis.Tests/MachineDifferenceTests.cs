using DmaRules.Analysis.Classes;
using DmaRules.Analysis.Difference;
using DmaRules.Policies.Binding;
using DmaRules.Policies.Running;

namespace DmaRules.Analysis.Tests;

/// <summary>What a difference comes to on the machine is what runs come to.</summary>
public sealed class MachineDifferenceTests
{
    [Theory]
    [InlineData("pseries-v5.4", "pseries-v5.6")]
    [InlineData("pseries-v5.6", "secure-both")]
    [InlineData("secure-both", "mask-guard")]
    [InlineData("pseries-v6.1", "pseries-v6.12")]
    public void EveryChangeCanBeReplayedUnderBothPolicies(string before, string after)
    {
        var (one, other) = (Shipped.Runner(before), Shipped.Runner(after));
        var difference = MachineComparer.Compare(one, other, mostRare: 0)
            .ShouldNotBeNull();

        difference.Changes.ShouldNotBeEmpty();
        foreach (var changed in difference.Changes)
        {
            var arguments = CaseArguments.Of(
                changed.Smallest.Situation, changed.Smallest.Action).ToList();
            Replay(one, arguments).ShouldBe(changed.Before);
            Replay(other, arguments).ShouldBe(changed.After);
        }
    }

    [Fact]
    public void APolicyFaresAsItself()
    {
        var difference = Between("secure-both", "secure-both");

        difference.Changes.ShouldBeEmpty();
        difference.Same.ShouldBeGreaterThan(10_000);
    }

    [Fact]
    public void EveryCaseIsCountedOnce()
    {
        var difference = Between("pseries-v5.6", "mask-guard");

        // A buffer in persistent memory is for machines that have it.
        var all = difference.Changes.Sum(c => c.Count) + difference.Same;
        var most = (long)difference.Machines * difference.Drivers;
        all.ShouldBeInRange(most * 9 / 10, most);
    }

    [Fact]
    public void BothProposalsMakeANarrowDeviceOfASecureGuestWork()
    {
        var difference = Between("pseries-v5.6", "secure-both");

        difference.Changes.ShouldContain(c => c.Change == Change.Better
            && c.Before == "breaks device_sees_ciphertext" && c.After == "ok"
            && c.PathAfter == "direct through pool");
    }

    [Fact]
    public void WhatBecomesOfADecisionThatChangedIsCounted()
    {
        var difference = Between("pseries-v5.6", "secure-both");

        difference.Consequences.ShouldContain(c => c.Decision == "window"
            && c.OutcomeBefore == "table" && c.OutcomeAfter == "low mapping pool"
            && c.Before == "breaks device_sees_ciphertext" && c.After == "ok");
        var byPath = difference.Consequences
            .Where(c => c.Decision == "path" && c.Before != c.After)
            .Sum(c => c.Count);
        byPath.ShouldBe(difference.Changes
            .Where(c => c.PathBefore != c.PathAfter && c.Before != c.After)
            .Sum(c => c.Count));
    }

    private static MachineDifference Between(string before, string after) => MachineComparer
        .Compare(Shipped.Runner(before), Shipped.Runner(after), mostRare: 0)
        .ShouldNotBeNull();

    // A parameter that only one of them has is not asked of the other.
    private static string Replay(PolicyRunner runner, IEnumerable<string> arguments)
    {
        var known = arguments.Where(a => runner.Policy.Facts.Any(
            f => a.StartsWith($"{f.Name}=", StringComparison.Ordinal)));
        var read = SituationText.Read([.. known], runner.Policy, computedToo: false);
        read.Problem.ShouldBeNull();
        return runner.Run(read.Situation, read.Situation.GivenAction).Verdict.ToString();
    }
}
