using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Which masks a mask call sets.</summary>
public enum MaskCall
{
    /// <summary>dma_set_mask().</summary>
    Streaming,

    /// <summary>dma_set_coherent_mask().</summary>
    Coherent,

    /// <summary>dma_set_mask_and_coherent().</summary>
    Both,
}

/// <summary>What one step of a scenario does; <paramref name="Actor"/> is the device that does it,
/// or whose driver, or the host.</summary>
public abstract record StepAction(string Actor)
{
    /// <summary>The mapping that must be there, or null.</summary>
    public virtual string? Needs => null;

    /// <summary>Sets masks.</summary>
    public sealed record SetMask(string Actor, MaskCall Call, DmaMask Mask) : StepAction(Actor);

    /// <summary>dma_get_required_mask().</summary>
    public sealed record QueryMask(string Actor) : StepAction(Actor);

    /// <summary>dma_set_min_align_mask(): bounce slots keep a buffer's place within so much.
    /// </summary>
    public sealed record SetMinAlign(string Actor, ByteCount Alignment) : StepAction(Actor);

    /// <summary>Maps a buffer under a name.</summary>
    public sealed record Map(
        string Actor,
        string Target,
        ByteCount Size,
        BufferPlace Place,
        DmaDirection Direction,
        RequestFlags Flags) : StepAction(Actor);

    /// <summary>Allocates coherent memory under a name.</summary>
    public sealed record Alloc(string Actor, string Target, ByteCount Size, RequestFlags Flags)
        : StepAction(Actor);

    /// <summary>Maps another device's registers under a name.</summary>
    public sealed record MapResource(
        string Actor, string Target, ByteCount Size, PhysAddr Registers) : StepAction(Actor);

    /// <summary>A step about what an earlier one made.</summary>
    public abstract record OfMapping(string Actor, string Mapping) : StepAction(Actor)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>Syncs a mapping.</summary>
    public sealed record Sync(string Actor, string Mapping, bool ForDevice)
        : OfMapping(Actor, Mapping);

    /// <summary>Unmaps, or frees.</summary>
    public sealed record Release(string Actor, string Mapping, bool IsFree)
        : OfMapping(Actor, Mapping);

    /// <summary>The device reads what was mapped.</summary>
    public sealed record DeviceReads(string Actor, string Mapping) : OfMapping(Actor, Mapping);

    /// <summary>The device writes the first bytes of what was mapped; null size: all of
    /// it.</summary>
    public sealed record DeviceWrites(string Actor, string Mapping, ByteCount? Size)
        : OfMapping(Actor, Mapping);

    /// <summary>The CPU writes new data to the first bytes of the buffer; null size: all of
    /// it.</summary>
    public sealed record CpuWrites(string Actor, string Mapping, ByteCount? Size)
        : OfMapping(Actor, Mapping);

    /// <summary>The CPU reads the buffer.</summary>
    public sealed record CpuReads(string Actor, string Mapping) : OfMapping(Actor, Mapping);

    /// <summary>The hypervisor reads the memory that the device was given.</summary>
    public sealed record HypervisorReads(string Actor, string Mapping) : OfMapping(Actor, Mapping);

    /// <summary>The device reads any bus address.</summary>
    public sealed record DeviceProbes(string Actor, BusAddr Bus) : StepAction(Actor);

    /// <summary>What the host does.</summary>
    public abstract record ByHost() : StepAction(MemoryHotplug.Subject);

    /// <summary>Adds memory; null: above all that there is.</summary>
    public sealed record AddMemory(ByteCount Size, PhysAddr? Start) : ByHost;

    /// <summary>Removes memory that was added.</summary>
    public sealed record RemoveMemory(ByteCount Size, PhysAddr Start) : ByHost;

    /// <summary>Puts a device into a PE. Null PE: the one it was in before, else the first. Null:
    /// translated as the machine's devices are.</summary>
    public sealed record Plug(string Device, string? Endpoint, bool? IsTranslated) : ByHost;

    /// <summary>Takes a device away, whatever it has mapped.</summary>
    public sealed record Unplug(string Device) : ByHost;

    /// <summary>The hypervisor reads any physical address.</summary>
    public sealed record HostProbes(PhysAddr Address) : ByHost;
}

/// <summary>Where a driver's buffer lies: at an address, in persistent memory, or (both at their
/// default) at the next free place of RAM.</summary>
public readonly record struct BufferPlace(PhysAddr? Address, bool IsPmem);

/// <summary>What a request says besides size and direction.</summary>
public readonly record struct RequestFlags(
    bool WeakOrdering, bool Atomic, bool SkipsCpuSync = false);
