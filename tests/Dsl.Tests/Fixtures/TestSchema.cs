using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Dsl.Tests.Fixtures;

/// <summary>A schema close to the real one, which lives in a project that these tests do not
/// know.</summary>
internal static class TestSchema
{
    private const FactUse R = FactUse.Given | FactUse.Ranged;
    private const FactUse G = FactUse.Given;
    private const FactUse W = FactUse.Window;
    private const FactUse P = FactUse.Path;
    private const FactUse C = FactUse.Consequence;

    private const ulong MiB = 1024 * 1024;

    private static readonly ValueType Bool = new ValueType.Bool();
    private static readonly ValueType Bits = new ValueType.Bits();
    private static readonly ValueType Size = new ValueType.Size();
    private static readonly ValueType Addr = new ValueType.Addr();
    private static readonly ValueType Count = new ValueType.Count();

    public static Schema Instance { get; } = Make();

    private static Schema Make()
    {
        var window = new DecisionSymbol("window", W, Windows(), "what a mask call opens");
        var path = new DecisionSymbol("path", P, Paths(), "where a request goes");
        return new Schema(
            Facts(),
            [window, path],
            [
                new ResultSymbol("window", window),
                new ResultSymbol("map", path),
                new ResultSymbol("sync", path),
                new ResultSymbol("alloc", path),
                new ResultSymbol("resource", path),
            ],
            [
                new VerdictSymbol("ok", []),
                new VerdictSymbol(
                    "fails", ["coherent_mask_below_bus_address", "refused", "table_full"]),
                new VerdictSymbol("breaks", ["device_sees_ciphertext", "sync_does_not_copy"]),
                new VerdictSymbol("leaks", ["leaked_page", "private_read"]),
            ],
            [
                .. new[] { "v5.3", "v5.4", "v5.6", "v6.1", "v6.12" }
                    .Select(k => new ReleaseSymbol(k, "pseries")),
                new ReleaseSymbol("v6.1", "amd64"),
                new ReleaseSymbol("v6.12", "amd64"),
            ],
            "v5.6");
    }

    private static ImmutableArray<OutcomeSymbol> Windows() =>
    [
        new("table", false, "TCEs on demand"),
        new("ddw mapping ram", false, "a huge window over all memory"),
        new("ddw mapping pool", false, "a huge window over the pool"),
        new("low mapping pool", false, "the pool, once, in the default window"),
        new("none", false, "no IOMMU ops"),
        new("refuse", true, "the mask call fails"),
    ];

    private static ImmutableArray<OutcomeSymbol> Paths() =>
    [
        new("bypass", false, "a standing mapping"),
        new("bypass through pool", false, "the same by way of the pool"),
        new("direct", false, "no IOMMU ops"),
        new("direct through pool", false, "the same by way of the pool"),
        new("iommu", false, "TCEs made for it"),
        new("iommu shared", false, "its pages are shared first"),
        new("iommu through pool", false, "by way of the pool"),
        new("refuse", true, "the operation fails"),
    ];

    private static ImmutableArray<FactSymbol> Facts()
    {
        var facts = new List<FactSymbol>();
        void Add(string name, ValueType type, FactUse use, ulong? value, string doc) =>
            facts.Add(new FactSymbol(facts.Count, name, type, use, value, doc));

        Add("is_secure_guest", Bool, R | W | P, 0, "guest pages are private until shared");
        Add(
            "ddw",
            Words("ddw", "available", "too_small", "unavailable", "disabled"),
            R | W | P,
            0,
            "a DDW");
        Add("mask", Bits, W | P, null, "the mask in question");
        Add("dma_mask", Bits, R | P, 32, "the streaming mask that the driver set");
        Add("coherent_mask", Bits, R | P, 32, "the coherent mask that the driver set");
        Add("op", Words("op", "map", "sync", "alloc", "resource"), R | P, 0, "the entry point");
        Add("window", Words("window", "none", "table", "ddw", "low"), P, null, "what it got");
        Add("pool_in_low_window", Bool, P, null, "the default window maps the pool");
        Add("required_mask", Bits, P, null, "the narrowest mask that reaches all memory");
        Add("supported_mask", Bits, W | P, null, "the narrowest mask that is accepted");
        Add("bus_dma_limit", Addr, P, null, "the end of what the bus carries; 0x0 is none");
        Add("below_bus_limit", Bool, P, null, "the request lies below the bus limit");
        Add("swiotlb", Words("swiotlb", "default", "force", "noforce"), R, 0, "the boot option");
        Add("swiotlb_force", Bool, W | P, null, "bouncing is forced");
        Add("pool_size", Size, R | W | P, 64 * MiB, "the bounce pool");
        Add("low_window_size", Size, R | W | P, 1024 * MiB, "the default window");
        Add("map_size", Size, R | P, 4096, "of the request");
        Add("atomic", Bool, R | P, 0, "GFP_ATOMIC");
        Add("weak_ordering", Bool, G | P, 0, "an attribute of the request");
        Add("fixed_is_weak", Bool, G | W | P, 0, "the fixed mapping is weakly ordered");
        Add("last_mask_call", Words("last_mask_call", "streaming", "coherent"), G, 1, "the last");
        Add("buffer", Words("buffer", "ram", "pmem"), G, 0, "where the request lies");
        Add("path", Words("path", "bypass", "direct", "iommu", "refuse"), C, null, "where it went");
        Add("dma.ok", Bool, C, null, "it worked");
        Add("dma.fails", Bool, C, null, "it failed and the driver was told");
        Add("dma.breaks", Bool, C, null, "it failed and nobody was told");
        Add("dma.shared", Size, C, null, "what the host can read");
        Add("dma.tces", Count, C, null, "TCEs made");
        return [.. facts];
    }

    private static ValueType.Enumeration Words(string name, params string[] members) =>
        new(name, [.. members]);
}
