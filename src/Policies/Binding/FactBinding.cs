using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Evaluation;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Binding;

/// <summary>Which slot holds which of the machine's facts and consequences: the one place where the
/// two meet. </summary>
public static class FactBinding
{
    /// <summary>Writes the facts of a moment.</summary>
    public static void Fill(ref FactSlots slots, in DispatchFacts facts)
    {
        Set(ref slots, DmaSchema.IsSecureGuest, facts.IsSecureGuest);
        Set(ref slots, DmaSchema.Ddw, (ulong)facts.Ddw);
        Set(ref slots, DmaSchema.Mask, (ulong)facts.Mask.Bits);
        Set(ref slots, DmaSchema.DmaMask, (ulong)facts.DmaMask.Bits);
        Set(ref slots, DmaSchema.CoherentMask, (ulong)facts.CoherentMask.Bits);
        Set(ref slots, DmaSchema.Op, (ulong)facts.Op);
        Set(ref slots, DmaSchema.Window, (ulong)facts.Window);
        Set(ref slots, DmaSchema.PoolInLowWindow, facts.PoolInLowWindow);
        Set(ref slots, DmaSchema.RequiredMask, (ulong)facts.RequiredMask.Bits);
        Set(ref slots, DmaSchema.SupportedMask, (ulong)facts.SupportedMask.Bits);
        Set(ref slots, DmaSchema.BusDmaLimit, facts.BusDmaLimit.Value);
        Set(ref slots, DmaSchema.BelowBusLimit, facts.BelowBusLimit);
        Set(ref slots, DmaSchema.Swiotlb, (ulong)facts.Swiotlb);
        Set(ref slots, DmaSchema.SwiotlbForce, facts.SwiotlbForce);
        Set(ref slots, DmaSchema.PoolSize, facts.PoolSize.Value);
        Set(ref slots, DmaSchema.LowWindowSize, facts.LowWindowSize.Value);
        Set(ref slots, DmaSchema.MapSize, facts.MapSize.Value);
        Set(ref slots, DmaSchema.Atomic, facts.Atomic);
        Set(ref slots, DmaSchema.WeakOrdering, facts.WeakOrdering);
        Set(ref slots, DmaSchema.FixedIsWeak, facts.FixedIsWeak);
        Set(ref slots, DmaSchema.Domain, (ulong)facts.Domain);
    }

    /// <summary>Writes what is known only after a run.</summary>
    public static void Fill(ref FactSlots slots, TrialResult result)
    {
        Set(ref slots, DmaSchema.Path, (ulong)PathOf(result));
        Set(ref slots, DmaSchema.Ok, result.Verdict is Verdict.Ok);
        Set(ref slots, DmaSchema.Fails, result.Verdict is Verdict.Fails);
        Set(ref slots, DmaSchema.Breaks, result.Verdict is Verdict.Breaks);
        Set(ref slots, DmaSchema.Leaks, result.Verdict is Verdict.Leaks);
        Set(ref slots, DmaSchema.Bounced, result.Bounced);
        Set(ref slots, DmaSchema.Reason, result.Verdict.Why is { } why ? (ulong)why + 1 : 0);
        Set(ref slots, DmaSchema.Reachable, result.Exposure.Reachable.Value);
        Set(ref slots, DmaSchema.Shared, result.Exposure.Shared.Value);
        Set(ref slots, DmaSchema.Tces, result.Exposure.Tces.Value);
    }

    // To whoever called, an undecided request was refused.
    private static PathAction PathOf(TrialResult result) =>
        result.Path?.Action is { } action and not PathAction.Undecided ? action : PathAction.Refuse;

    private static void Set(ref FactSlots slots, FactSymbol fact, ulong value) =>
        slots[fact.Slot] = value;

    private static void Set(ref FactSlots slots, FactSymbol fact, bool value) =>
        slots[fact.Slot] = value ? ValueType.Yes : 0;
}
