using System.Collections.Frozen;
using System.Collections.Immutable;

namespace DmaRules.Cli.Repl;

/// <summary>All words that a line can start with, in the order in which <c>:help</c> shows
/// them.</summary>
internal static class ReplVerbs
{
    public static ImmutableArray<Verb> All { get; } =
    [
        new("given", "given FACT = VALUE, ...", "gives facts; `FACT` and `not FACT` do as well",
            (l, w) => l.Facts.Give(w)) { Arguments = VerbArguments.Facts },
        new("decide", "decide [DEVICE]", "decides for the given facts; an empty line too",
            (l, w) => l.Decisions.Decide(w)) { Arguments = VerbArguments.Bench },
        new(":why", ":why", "what the last decisions asked, and the answers",
            (l, w) => l.Decisions.Explain(w)),
        new(":facts", ":facts [FACT]", "the facts and their values",
            (l, w) => l.Facts.Show(w)) { Arguments = VerbArguments.FactNames },
        new(":reset", ":reset", "no fact given, no device",
            (l, w) => l.Facts.Reset(w)),
        .. DriverVerbs,
        .. AccessVerbs,
        .. SessionVerbs,
    ];

    private static ImmutableArray<Verb> DriverVerbs =>
    [
        new("device", "device NAME [untranslated]", "adds a device to the PE",
            (l, w) => l.Machine.AddDevice(w)) { Arguments = VerbArguments.Bench },
        Step("set_mask", "DEVICE set_mask N bits", "dma_set_mask()",
            (l, w) => l.Machine.SetMask(w)),
        Step("set_coherent_mask", "DEVICE set_coherent_mask N bits", "dma_set_coherent_mask()",
            (l, w) => l.Machine.SetCoherentMask(w)),
        Step("set_mask_and_coherent", "DEVICE set_mask_and_coherent N bits", "both in turn",
            (l, w) => l.Machine.SetMaskAndCoherent(w)),
        Step("query_required_mask", "DEVICE query_required_mask", "dma_get_required_mask()",
            (l, w) => l.Machine.QueryRequiredMask(w)),
        Step("map", "[NAME =] map DEVICE [SIZE] [at ADDRESS] [to_device|from_device]",
            "fills a buffer and maps it", (l, w) => l.Machine.Map(w)),
        Step("alloc", "[NAME =] alloc DEVICE [SIZE]", "takes coherent memory and fills it",
            (l, w) => l.Machine.Allocate(w)),
        Step("sync", "sync MAPPING cpu|device", "hands a mapping over",
            (l, w) => l.Machine.Sync(w), takesDevice: false),
        Step("unmap", "unmap MAPPING", "gives a mapping back",
            (l, w) => l.Machine.Unmap(w), takesDevice: false),
        Step("free", "free MAPPING", "gives coherent memory back",
            (l, w) => l.Machine.Free(w), takesDevice: false),
    ];

    private static ImmutableArray<Verb> AccessVerbs =>
    [
        Step("read", "read [DEVICE] MAPPING", "the device reads",
            (l, w) => l.Access.DeviceReads(w)),
        Step("write", "write [DEVICE] MAPPING", "the device writes",
            (l, w) => l.Access.DeviceWrites(w)),
        Step("probe", "probe DEVICE ADDRESS", "the device tries any bus address",
            (l, w) => l.Access.Probe(w)),
        Step("cpu", "cpu read|write MAPPING", "the driver touches the buffer",
            (l, w) => l.Access.CpuAccesses(w), takesDevice: false),
        Step("hypervisor", "hypervisor reads MAPPING", "who runs the guest looks at the buffer",
            (l, w) => l.Access.HypervisorReads(w), takesDevice: false),
    ];

    private static ImmutableArray<Verb> SessionVerbs =>
    [
        new(":memory", ":memory", "what is shared, mapped and within reach",
            (l, w) => l.Session.Memory(w)),
        new(":events", ":events", "all that happened", (l, w) => l.Session.Events(w)),
        new(":verdict", ":verdict", "what became of each device's DMA",
            (l, w) => l.Session.Verdict(w)),
        new(":load", ":load FILE|NAME", "takes another policy",
            (l, w) => l.Session.Load(w)) { Arguments = VerbArguments.Policies },
        new(":policy", ":policy", "the policy's text", (l, w) => l.Session.ShowPolicy(w)),
        new(":list", ":list", "the shipped policies", (l, w) => l.Session.List(w)),
        new(":save", ":save FILE", "writes the session as a file that plays it again",
            (l, w) => l.Session.Save(w)) { IsAside = true },
        new(":help", ":help [WORD]", "this page, or one line of it",
            (_, w) => HelpText.Of(w)) { Arguments = VerbArguments.Verbs, IsAside = true },
        new(":quit", ":quit", "ends the session; also Ctrl-D",
            (_, w) => SessionLines.Quit(w)) { IsAside = true },
    ];

    /// <summary>Other spellings: those of scenarios, and those of other tools.</summary>
    private static readonly FrozenDictionary<string, string> Spellings =
        new Dictionary<string, string>
    {
        ["reads"] = "read",
        ["writes"] = "write",
        ["probes"] = "probe",
        ["help"] = ":help",
        ["?"] = ":help",
        ["quit"] = ":quit",
        ["exit"] = ":quit",
        [":exit"] = ":quit",
        [":q"] = ":quit",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words that are steps of the machine.</summary>
    public static IEnumerable<string> Steps => All.Where(v => v.IsStep).Select(v => v.Name);

    public static Verb? Find(string word) =>
        All.FirstOrDefault(v => v.Name == (Spellings.GetValueOrDefault(word) ?? word));

    private static Verb Step(
        string name,
        string usage,
        string doc,
        Func<ReplLines, LineWords, Answer> run,
        bool takesDevice = true) =>
        new(name, usage, doc, run)
        {
            Arguments = VerbArguments.Bench,
            IsStep = true,
            TakesDevice = takesDevice,
        };
}
