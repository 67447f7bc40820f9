using System.Collections.Immutable;
using DmaRules.Dsl.Text;
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

/// <summary>What one step of a scenario does; <c>Device</c> is who does it, or whose
/// driver.</summary>
public abstract record StepAction
{
    private StepAction(string device) => Device = device;

    /// <summary>The device's name.</summary>
    public string Device { get; }

    /// <summary>The mapping that must be there, or null.</summary>
    public virtual string? Needs => null;

    /// <summary>Sets masks.</summary>
    public sealed record SetMask(string Name, MaskCall Call, DmaMask Mask) : StepAction(Name);

    /// <summary>dma_get_required_mask().</summary>
    public sealed record QueryMask(string Name) : StepAction(Name);

    /// <summary>Maps a buffer under a name; null address: a buffer of its own.</summary>
    public sealed record Map(
        string Name, string Target, ByteCount Size, PhysAddr? Buffer, DmaDirection Direction)
        : StepAction(Name);

    /// <summary>Allocates coherent memory under a name.</summary>
    public sealed record Alloc(string Name, string Target, ByteCount Size) : StepAction(Name);

    /// <summary>Syncs a mapping.</summary>
    public sealed record Sync(string Name, string Mapping, bool ForDevice) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>Unmaps or frees.</summary>
    public sealed record Release(string Name, string Mapping) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>The device reads what was mapped.</summary>
    public sealed record DeviceReads(string Name, string Mapping) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>The device writes the first bytes of what was mapped; null size: all of
    /// it.</summary>
    public sealed record DeviceWrites(
        string Name, string Mapping, ByteCount? Size) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>The device reads any bus address.</summary>
    public sealed record DeviceProbes(string Name, BusAddr Bus) : StepAction(Name);

    /// <summary>The CPU writes new data to the buffer.</summary>
    public sealed record CpuWrites(string Name, string Mapping) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>The CPU reads the buffer.</summary>
    public sealed record CpuReads(string Name, string Mapping) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }

    /// <summary>The hypervisor reads the buffer's own page.</summary>
    public sealed record HypervisorReads(string Name, string Mapping) : StepAction(Name)
    {
        /// <inheritdoc/>
        public override string Needs => Mapping;
    }
}

/// <summary>What is expected of a step, or of the whole scenario.</summary>
public abstract record StepExpectation
{
    private StepExpectation()
    {
    }

    /// <summary>The window decision of a mask call.</summary>
    public sealed record Window(string Outcome, string? Rule) : StepExpectation;

    /// <summary>The path decision of an operation.</summary>
    public sealed record Path(string Outcome, string? Rule) : StepExpectation;

    /// <summary>Something is seen: <c>data</c>, <c>other</c>, <c>ciphertext</c>, <c>plaintext</c>
    /// or <c>fault</c>.</summary>
    public sealed record Sees(string Word) : StepExpectation;

    /// <summary>The call succeeds.</summary>
    public sealed record Succeeds : StepExpectation;

    /// <summary>The call fails, for a reason if one is given.</summary>
    public sealed record Fails(string? Reason) : StepExpectation;

    /// <summary>The mapping is bounced, or not.</summary>
    public sealed record Bounces(bool Yes) : StepExpectation;

    /// <summary>The verdict so far over all devices.</summary>
    public sealed record Dma(string Verdict, string? Reason) : StepExpectation;
}

/// <summary>A step that was understood; a null action only expects.</summary>
public sealed record ScenarioStep(
    StepAction? Action, ImmutableArray<StepExpectation> Expectations, SourcePlace Place);
