using System.Collections.Frozen;
using DmaRules.Dsl.Binding;
using DmaRules.Policies.Binding;

namespace DmaRules.Policies.Scenarios;

/// <summary>The facts that say what a driver or its device does. In a scenario the steps say it, so
/// giving one there would have no effect; each has a step instead.</summary>
public static class DriverFacts
{
    private static readonly FrozenDictionary<FactSymbol, string> Steps =
        new Dictionary<FactSymbol, string>
    {
        [DmaSchema.DmaMask] = "write a step: `nic: set_mask 64 bits`",
        [DmaSchema.CoherentMask] = "write a step: `nic: set_coherent_mask 64 bits`",
        [DmaSchema.Op] = "write the operation as a step: `nic: buffer = map 4 KiB`",
        [DmaSchema.MapSize] = "write it into the step: `nic: buffer = map 8 KiB`",
        [DmaSchema.Atomic] = "write it behind the step: `nic: ring = alloc 4 KiB atomic`",
        [DmaSchema.WeakOrdering] =
            "write it behind the step: `nic: buffer = map 4 KiB weak_ordering`",
        [DmaSchema.LastMaskCall] = "the order of the steps says it",
        [DmaSchema.EarlierMask] =
            "write a step of another device first: `gpu: set_mask_and_coherent 48 bits`",
        [DmaSchema.RequiredMaskQuery] = "write a step: `nic: query_required_mask`",
        [DmaSchema.Buffer] = "write it into the step: `nic: buffer = map 4 KiB in pmem`",
        [DmaSchema.Probe] = "write a step: `nic: device probes 0x0`",
    }.ToFrozenDictionary();

    /// <summary>How a scenario says what a fact would; null if the fact is about the
    /// machine.</summary>
    public static string? StepFor(FactSymbol fact) => Steps.GetValueOrDefault(fact);
}
