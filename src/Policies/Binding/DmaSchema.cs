using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Runtime.Dma;

namespace DmaRules.Policies.Binding;

/// <summary>The words that the DMA machine lends to the language: facts, decisions, verdicts,
/// releases. The one place where a fact is declared; completion, docs and errors read it
/// here.</summary>
public static class DmaSchema
{
    private const FactUse Ranged = FactUse.Given | FactUse.Ranged;
    private static readonly ValueType Bool = new ValueType.Bool();
    private static readonly ValueType Bits = new ValueType.Bits();
    private static readonly ValueType Size = new ValueType.Size();
    private static readonly ValueType Addr = new ValueType.Addr();
    private static readonly List<FactSymbol> Declared = [];

#pragma warning disable CS1591 // the doc sentence of each fact is its own argument
    public static readonly FactSymbol IsSecureGuest = Fact(
        "is_secure_guest", Bool, Ranged | FactUse.Window | FactUse.Path, 0,
        "guest pages are private until shared", "is_secure_guest(), MSR(S)");

    public static readonly FactSymbol Ddw = Fact(
        "ddw", Words("ddw", "available", "too_small", "unavailable", "disabled"),
        Ranged | FactUse.Window | FactUse.Path, 0,
        "the huge window that the PE has, or that a 64-bit call would get",
        "enable_ddw(), failed list");

    public static readonly FactSymbol Mask = Fact(
        "mask", Bits, FactUse.Window | FactUse.Path, null,
        "the mask in question: a mask call's argument; for alloc coherent_mask, else dma_mask",
        "mask in dma_supported(), dma_go_direct()");

    public static readonly FactSymbol DmaMask = Fact(
        "dma_mask", Bits, Ranged | FactUse.Path, 32, "the streaming mask as the driver set it",
        "dev->dma_mask");

    public static readonly FactSymbol CoherentMask = Fact(
        "coherent_mask", Bits, Ranged | FactUse.Path, 32,
        "the coherent mask as the driver set it", "dev->coherent_dma_mask");

    public static readonly FactSymbol Op = Fact(
        "op", Words("op", "map", "sync", "alloc", "resource"), Ranged | FactUse.Path, 0,
        "the operation; map stands for page, single and scatter-gather", "the entry point");

    public static readonly FactSymbol Window = Fact(
        "window", Words("window", "none", "table", "ddw", "low"), FactUse.Path, null,
        "what the last accepted mask call got; none if none was accepted",
        "ddw: iommu_bypass, dma_ops_bypass");

    public static readonly FactSymbol PoolInLowWindow = Fact(
        "pool_in_low_window", Bool, FactUse.Path, null,
        "the PE's default window maps the bounce pool", "none: the review's first proposal");

    public static readonly FactSymbol RequiredMask = Fact(
        "required_mask", Bits, FactUse.Path, null,
        "the narrowest mask that reaches all RAM at the device's dma_offset",
        "dma_direct_get_required_mask()");

    public static readonly FactSymbol SupportedMask = Fact(
        "supported_mask", Bits, FactUse.Window | FactUse.Path, null,
        "the narrowest mask that this release accepts at that offset", "dma_direct_supported()");

    public static readonly FactSymbol BusDmaLimit = Fact(
        "bus_dma_limit", Addr, FactUse.Path, null, "what the bus can carry; 0x0: no limit",
        "dev->bus_dma_limit");

    public static readonly FactSymbol BelowBusLimit = Fact(
        "below_bus_limit", Bool, FactUse.Path, null,
        "there is a limit and all of this map or sync lies below it", "arch_dma_map_page_direct()");

    public static readonly FactSymbol Swiotlb = Fact(
        "swiotlb", Words("swiotlb", "default", "force", "noforce"),
        Ranged | FactUse.Window | FactUse.Path, 0,
        "the boot option", "swiotlb=");

    public static readonly FactSymbol SwiotlbForce = Fact(
        "swiotlb_force", Bool, FactUse.Window | FactUse.Path, null,
        "bouncing is forced, by the boot option or by the release", "force_bounce");

    public static readonly FactSymbol PoolSize = Fact(
        "pool_size", Size, Ranged | FactUse.Window | FactUse.Path, 64UL << 20,
        "the bounce pool; read as 0 B if the release makes none", "io_tlb_nslabs");

    public static readonly FactSymbol LowWindowSize = Fact(
        "low_window_size", Size, Ranged | FactUse.Window | FactUse.Path, 1UL << 30,
        "the PE's default window; 0 B: no table", "ibm,dma-window");

    public static readonly FactSymbol MapSize = Fact(
        "map_size", Size, Ranged | FactUse.Path, 4UL << 10, "the request's size", "size");

    public static readonly FactSymbol Atomic = Fact(
        "atomic", Bool, Ranged | FactUse.Path, 0, "the request must not sleep", "GFP_ATOMIC");

    public static readonly FactSymbol WeakOrdering = Fact(
        "weak_ordering", Bool, FactUse.Given | FactUse.Path, 0,
        "the request allows weak ordering; Cell only", "DMA_ATTR_WEAK_ORDERING");

    public static readonly FactSymbol FixedIsWeak = Fact(
        "fixed_is_weak", Bool, FactUse.Given | FactUse.Window | FactUse.Path, 0,
        "the fixed mapping is weakly ordered; Cell only", "iommu_fixed_is_weak");

    public static readonly FactSymbol Domain = Fact(
        "iommu_domain", Words("iommu_domain", "none", "identity", "dma"),
        Ranged | FactUse.Window | FactUse.Path, 0,
        "the IOMMU domain that devices are in; amd64 only", "intel_iommu=, iommu=pt");

    public static readonly FactSymbol LastMaskCall = Fact(
        "last_mask_call", Words("last_mask_call", "streaming", "coherent"), FactUse.Given, 1,
        "which of the two masks the driver sets last", "dma_set_mask(), dma_set_coherent_mask()");

    public static readonly FactSymbol EarlierMask = Fact(
        "earlier_mask", Bits, FactUse.Given, null,
        "what another driver of the PE set before, for both masks");

    public static readonly FactSymbol RequiredMaskQuery = Fact(
        "required_mask_query", Bool, FactUse.Given, 0,
        "the driver asks for the required mask after its mask calls", "dma_get_required_mask()");

    public static readonly FactSymbol IommuOff = Fact(
        "iommu_off", Bool, FactUse.Given, 0, "no IOMMU ops, so no rule is asked and all is direct",
        "iommu=off");

    public static readonly FactSymbol Translated = Fact(
        "translated", Bool, FactUse.Given, 1, "the device is behind the IOMMU");

    public static readonly FactSymbol OneWindow = Fact(
        "one_window", Bool, FactUse.Given, 0,
        "a PE has room for one window: a huge one displaces the default one");

    public static readonly FactSymbol LimitedAddressing = Fact(
        "limited_addressing", Bool, FactUse.Given, 0,
        "the firmware can keep a huge window within a mask below 64 bits",
        "ibm,reset-pe-dma-windows, 4th argument");

    public static readonly FactSymbol Pmem = Fact(
        "pmem", Bool, FactUse.Given, 0,
        "there is persistent memory, and a huge window covers RAM only", "ibm,pmemory");

    public static readonly FactSymbol HotplugMemory = Fact(
        "hotplug_memory", Bool, FactUse.Given, 1,
        "memory can be plugged: without it v6.12 asks for a window of no size",
        "ibm,dynamic-memory");

    public static readonly FactSymbol TableFull = Fact(
        "table_full", Bool, FactUse.Given, 0, "every TCE of the default window is taken");

    public static readonly FactSymbol Ram = Fact(
        "ram", Size, FactUse.Given, 64UL << 30, "the guest's memory");

    public static readonly FactSymbol MaxRam = Fact(
        "max_ram", Size, FactUse.Given, null,
        "where memory can grow to by hot-plug; not set: no further than `ram`",
        "memory_hotplug_max()");

    public static readonly FactSymbol PageSize = Fact(
        "page_size", Size, FactUse.Given, 64UL << 10, "the guest's page size: 4 KiB or 64 KiB",
        "PAGE_SIZE");

    public static readonly FactSymbol LowWindowBase = Fact(
        "low_window_base", Addr, FactUse.Given, 0, "where the default window starts",
        "ibm,dma-window");

    public static readonly FactSymbol Buffer = Fact(
        "buffer", Words("buffer", "ram", "pmem"), FactUse.Given, 0,
        "where the driver's buffer lies");

    public static readonly FactSymbol Probe = Fact(
        "probe",
        Words("probe", "none", "leaked_page", "private_read", "private_write", "other_bounce"),
        FactUse.Given, 0, "what a misbehaving device tries instead of the driver's operation");

    public static readonly FactSymbol Path = Fact(
        "path", Words("path", "bypass", "iommu", "direct", "refuse"), FactUse.Consequence, null,
        "where the request went");

    public static readonly FactSymbol Ok = Fact(
        "dma.ok", Bool, FactUse.Consequence, null,
        "the data arrived and nothing else was given away");

    public static readonly FactSymbol Fails = Fact(
        "dma.fails", Bool, FactUse.Consequence, null, "it failed and the driver was told");

    public static readonly FactSymbol Breaks = Fact(
        "dma.breaks", Bool, FactUse.Consequence, null, "it failed and nobody was told");

    public static readonly FactSymbol Leaks = Fact(
        "dma.leaks", Bool, FactUse.Consequence, null, "somebody outside saw what it should not");

    public static readonly FactSymbol Bounced = Fact(
        "dma.bounced", Bool, FactUse.Consequence, null, "the data went through a bounce slot");

    public static readonly FactSymbol Reason = Fact(
        "dma.reason",
        Words("dma.reason", ["none", .. DmaReasonWords.All]),
        FactUse.Consequence, null, "why it failed, broke or leaked");

    public static readonly FactSymbol Reachable = Fact(
        "dma.reachable", Size, FactUse.Consequence, null,
        "guest memory that the device's PE has TCEs for");

    public static readonly FactSymbol Shared = Fact(
        "dma.shared", Size, FactUse.Consequence, null,
        "guest memory that the hypervisor sees in plaintext");

    public static readonly FactSymbol Tces = Fact(
        "dma.tces", new ValueType.Count(), FactUse.Consequence, null,
        "TCEs in use in the PE's windows");
#pragma warning restore CS1591

    /// <summary>The outcomes of <c>decide window</c>, as language.md section 4 has them.</summary>
    private static readonly DecisionSymbol WindowDecision = new(
        "window",
        FactUse.Window,
        [
            new("table", false, "TCEs on demand in the PE's table"),
            new("ddw mapping ram", false, "the PE's huge window, over all RAM"),
            new("ddw mapping pool", false, "the PE's huge window, over the bounce pool only"),
            new("low mapping pool", false, "the bounce pool, once, in the default window"),
            new("none", false, "no IOMMU ops"),
            new("refuse", true, "the mask call fails; the message is logged"),
        ],
        "asked at device set-up and at every mask call: which window the device gets");

    private static readonly DecisionSymbol PathDecision = new(
        "path",
        FactUse.Path,
        [
            new(
                "bypass",
                false,
                "dma_direct at the device's dma_offset, through a standing mapping"),
            new("bypass through pool", false, "the same, by way of pool memory"),
            new("iommu", false, "TCEs made for the request; never bounced, never shared"),
            new("iommu through pool", false, "the same, by way of pool memory"),
            new("iommu shared", false, "the same, its pages shared first"),
            new("direct", false, "dma_direct at offset 0"),
            new("direct through pool", false, "the same, by way of pool memory"),
            new("refuse", true, "the operation fails; the message is logged"),
        ],
        "asked at every operation: where the request goes");

    /// <summary>All of it.</summary>
    public static Schema Instance { get; } = new(
        [.. Declared],
        [WindowDecision, PathDecision],
        [
            new("window", WindowDecision),
            .. Enum.GetValues<DmaOp>().Select(op => new ResultSymbol(op.Word(), PathDecision)),
        ],
        [
            new("ok", []),
            // A policy that breaks its own word has an error; nobody can want that.
            new("fails", DmaReasonWords.OfFailure.Remove(DmaReason.Undecided.Word())),
            new("breaks", DmaReasonWords.OfBreakage),
            new("leaks", DmaReasonWords.OfLeak),
        ],
        [.. KernelProfile.All.Select(k => new ReleaseSymbol(k.Name, k.Platform.Name))],
        KernelProfile.V56.Name);

    private static FactSymbol Fact(
        string name,
        ValueType type,
        FactUse use,
        ulong? initial,
        string doc,
        string kernelWord = "")
    {
        var fact = new FactSymbol(Declared.Count, name, type, use, initial, doc, kernelWord);
        Declared.Add(fact);
        return fact;
    }

    private static ValueType.Enumeration Words(
        string name, params ImmutableArray<string> members) =>
        new ValueType.Enumeration(name, members);
}
