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
        new("device", "device NAME [into PE] [untranslated]", "adds a device",
            (l, w) => l.Steps.AddDevice(w)) { Arguments = VerbArguments.Bench },
        Call("set_mask", "DEVICE set_mask N bits", "dma_set_mask()"),
        Call("set_coherent_mask", "DEVICE set_coherent_mask N bits", "dma_set_coherent_mask()"),
        Call("set_mask_and_coherent", "DEVICE set_mask_and_coherent N bits", "both in turn"),
        Call("query_required_mask", "DEVICE query_required_mask", "dma_get_required_mask()"),
        Call("set_min_align", "DEVICE set_min_align SIZE", "dma_set_min_align_mask(SIZE - 1)"),
        Make(
            "map",
            "[NAME =] map DEVICE [SIZE] [at ADDRESS|in pmem] [to_device|from_device]",
            "fills a buffer and maps it"),
        Make("alloc", "[NAME =] alloc DEVICE [SIZE]", "takes coherent memory and fills it"),
        Make(
            "map_resource",
            "[NAME =] map_resource DEVICE [SIZE] at ADDRESS",
            "maps another device's registers"),
        OfMapping("sync", "sync MAPPING cpu|device", "hands a mapping over"),
        OfMapping("unmap", "unmap MAPPING", "gives a mapping back"),
        OfMapping("free", "free MAPPING", "gives coherent memory back"),
    ];

    private static ImmutableArray<Verb> AccessVerbs =>
    [
        Step("read", "read [DEVICE] MAPPING", "the device reads",
            (l, w) => l.Steps.ByDevice("device reads", w)),
        Step("write", "write [DEVICE] MAPPING [SIZE]", "the device writes",
            (l, w) => l.Steps.ByDevice("device writes", w)),
        Step("probe", "probe DEVICE ADDRESS", "the device tries any bus address",
            (l, w) => l.Steps.Probe(w)),
        Step("cpu", "cpu read|write MAPPING [SIZE]", "the driver touches the buffer",
            (l, w) => l.Steps.ByOther("cpu", w), takesDevice: false),
        Step("hypervisor", "hypervisor reads MAPPING", "what the device was given, from outside",
            (l, w) => l.Steps.ByOther("hypervisor", w), takesDevice: false),
        new("host", "host adds|removes memory SIZE [at ADDRESS]",
            "comes and goes; also `plugs`, `unplugs`, `probes`",
            (l, w) => l.Steps.ByHost(w)) { Arguments = VerbArguments.Host },
        Step("expect", "[DEVICE] expect ...", "says whether it is so; also behind a step",
            (l, w) => l.Steps.Expect(w)),
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
        ["host:"] = "host",
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

    private static Verb Call(string name, string usage, string doc) =>
        Step(name, usage, doc, (l, w) => l.Steps.Call(name, w));

    private static Verb Make(string name, string usage, string doc) =>
        Step(name, usage, doc, (l, w) => l.Steps.Make(name, w));

    private static Verb OfMapping(string name, string usage, string doc) =>
        Step(name, usage, doc, (l, w) => l.Steps.OfMapping(name, w), takesDevice: false);

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
