using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Binding;

/// <summary>What is given: values of facts and parameters; everything else has its default. Becomes
/// a machine and a driver's plan.</summary>
public sealed record Situation
{
    /// <summary>Nothing given.</summary>
    public static Situation Default { get; } = new();

    /// <summary>The given raw values, by fact.</summary>
    public ImmutableSortedDictionary<FactSymbol, ulong> Given { get; init; } =
        ImmutableSortedDictionary.Create<FactSymbol, ulong>(
            Comparer<FactSymbol>.Create((left, right) => left.Slot.CompareTo(right.Slot)));

    /// <summary>The same with one more value, or another one.</summary>
    public Situation With(FactSymbol fact, ulong value) =>
        this with { Given = Given.SetItem(fact, value) };

    /// <summary>Whether a fact is given.</summary>
    public bool Has(FactSymbol fact) => Given.ContainsKey(fact);

    /// <summary>A fact's given value, or its default.</summary>
    public ulong this[FactSymbol fact] =>
        Given.TryGetValue(fact, out var value) ? value : fact.Default ?? 0;

    /// <summary>The same for another policy, whose parameters have slots of their own; null if it
    /// lacks one that is given.</summary>
    public Situation? In(BoundPolicy policy)
    {
        var moved = KnownTo(policy);
        return moved.Given.Count == Given.Count ? moved : null;
    }

    /// <summary>As much of it as another policy knows: facts of the same name and type.</summary>
    public Situation KnownTo(BoundPolicy policy)
    {
        var moved = Default;
        foreach (var (fact, value) in Given)
        {
            if (policy.Facts.FirstOrDefault(f => f.Name == fact.Name && f.Type == fact.Type)
                is { } same)
            {
                moved = moved.With(same, value);
            }
        }

        return moved;
    }

    /// <summary>The machine that is meant, for a kernel release.</summary>
    public MachineSpec Machine(KernelProfile kernel) => new(
        new BootSetup(kernel)
        {
            IsSecure = Is(DmaSchema.IsSecureGuest),
            Ram = Bytes(DmaSchema.Ram),
            MaxRam = Bytes(DmaSchema.MaxRam),
            PageSize = PageSizeOn(kernel.Platform),
            Swiotlb = (SwiotlbOption)this[DmaSchema.Swiotlb],
            PoolSize = Bytes(DmaSchema.PoolSize),
            IommuOff = Is(DmaSchema.IommuOff),
            FixedIsWeak = Is(DmaSchema.FixedIsWeak),
            HasHotplugMemory = Is(DmaSchema.HotplugMemory),
            Domain = (IommuDomain)this[DmaSchema.Domain],
        },
        kernel.Platform.HasDomains ? FirmwareSetup.WithoutWindows : Firmware);

    /// <summary>The driver that is meant, doing <paramref name="action"/>.</summary>
    public DriverPlan Plan(DriverAction action) => new()
    {
        DmaMask = Mask(DmaSchema.DmaMask),
        CoherentMask = Mask(DmaSchema.CoherentMask),
        StreamingLast = this[DmaSchema.LastMaskCall] == 0,
        EarlierMask = Mask(DmaSchema.EarlierMask),
        QueriesRequiredMask = Is(DmaSchema.RequiredMaskQuery),
        Action = action,
        Size = Bytes(DmaSchema.MapSize),
        Atomic = Is(DmaSchema.Atomic),
        WeakOrdering = Is(DmaSchema.WeakOrdering),
        BufferInPmem = this[DmaSchema.Buffer] != 0,
        IsTranslated = Is(DmaSchema.Translated),
        Probe = (ProbeKind)this[DmaSchema.Probe],
    };

    /// <summary>The operation that the fact <c>op</c> names.</summary>
    public DriverAction GivenAction => (DmaOp)this[DmaSchema.Op] switch
    {
        DmaOp.Sync => DriverAction.Sync,
        DmaOp.Alloc => DriverAction.Alloc,
        DmaOp.Resource => DriverAction.Resource,
        _ => DriverAction.Map,
    };

    /// <summary>What is wrong with the given values, as <c>fact: sentence</c>; null if nothing
    /// is.</summary>
    public string? FindProblem(KernelProfile kernel) => this switch
    {
        _ when this[DmaSchema.PageSize] is not (4096 or 65536) =>
            "page_size: the model takes 4 KiB and 64 KiB",
        _ when this[DmaSchema.MapSize] is 0 or > (1UL << 28) =>
            "map_size: the model takes 1 B .. 256 MiB",
        _ when this[DmaSchema.Buffer] != 0 && !Is(DmaSchema.Pmem) =>
            "buffer: a buffer in pmem needs `pmem`",
        _ when Has(DmaSchema.MaxRam) && this[DmaSchema.MaxRam] < this[DmaSchema.Ram] =>
            "max_ram: less than `ram`",
        _ when Given.Keys.FirstOrDefault(f => Foreign.Is(f, kernel.Platform)) is { } foreign =>
            $"{foreign.Name}: {kernel.Platform.Name} has no such thing",
        _ when Has(DmaSchema.PageSize) && PageSizeOn(kernel.Platform).Bytes
            != Bytes(DmaSchema.PageSize) => $"page_size: {kernel.Platform.Name} has 4 KiB",
        _ => Machine(kernel).FindProblem() ?? FindBufferProblem(Machine(kernel)),
    };

    private string? FindBufferProblem(MachineSpec machine) =>
        machine.Buffers + Bytes(DmaSchema.MapSize) > machine.EndOfBuffers
            ? "map_size: so little RAM has no room for such a buffer beside the bounce pool"
            : null;

    private FirmwareSetup Firmware => new()
    {
        LowWindowBase = new BusAddr(this[DmaSchema.LowWindowBase]),
        LowWindowSize = Bytes(DmaSchema.LowWindowSize),
        Ddw = (DdwAvailability)this[DmaSchema.Ddw],
        OneWindow = Is(DmaSchema.OneWindow),
        LimitedAddressing = Is(DmaSchema.LimitedAddressing),
        Pmem = Is(DmaSchema.Pmem),
        TableFull = Is(DmaSchema.TableFull),
    };

    // What is not given is 64 KiB on pseries; amd64 has one size.
    private PageSize PageSizeOn(Platform platform) =>
        platform.HasDomains || Bytes(DmaSchema.PageSize) == PageSize.Of4K.Bytes
            ? PageSize.Of4K
            : PageSize.Of64K;

    private bool Is(FactSymbol fact) => this[fact] != 0;

    private ByteCount Bytes(FactSymbol fact) => new(this[fact]);

    private DmaMask? Mask(FactSymbol fact) => Has(fact) ? DmaMask.OfBits((int)this[fact]) : null;
}
