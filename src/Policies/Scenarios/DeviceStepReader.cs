using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Reads a step of a device or its driver.</summary>
internal sealed class DeviceStepReader(
    string device, string? target, StepWords words, StepNames names)
{
    internal static readonly ImmutableArray<string> Verbs =
    [
        "set_mask", "set_coherent_mask", "set_mask_and_coherent", "query_required_mask",
        "set_min_align", "map", "map_resource", "alloc", "sync", "unmap", "free",
        "device reads", "device writes", "device probes", "cpu writes", "cpu reads",
        "hypervisor reads",
    ];

    private const string WeakOrdering = "weak_ordering";
    private const string Atomic = "atomic";
    private const string SkipCpuSync = "skip_cpu_sync";

    private static readonly ByteCount LargestRequest = ByteCount.MiB(256);
    private static readonly ByteCount LargestAlignment = ByteCount.KiB(128);
    private static readonly ByteCount SectorSize = new(512);
    private static readonly PhysAddr HighestBuffer = new(1UL << 56);

    public StepAction? Read()
    {
        var verb = words.Verb(Verbs);
        return verb switch
        {
            null => null,
            "set_mask" => Masks(MaskCall.Streaming, verb),
            "set_coherent_mask" => Masks(MaskCall.Coherent, verb),
            "set_mask_and_coherent" => Masks(MaskCall.Both, verb),
            "query_required_mask" => new StepAction.QueryMask(device),
            "set_min_align" => new StepAction.SetMinAlign(device, Alignment(verb)),
            "map" => Map(),
            "map_resource" => MapResource(),
            "alloc" => Alloc(verb),
            "sync" => Sync(),
            "unmap" or "free" => new StepAction.Release(device, Mapping(verb), verb == "free"),
            "device reads" => new StepAction.DeviceReads(device, Mapping(verb)),
            "device writes" =>
                new StepAction.DeviceWrites(device, Mapping(verb), OptionalSize(verb)),
            "device probes" =>
                new StepAction.DeviceProbes(device, new BusAddr(words.Address(verb))),
            "cpu writes" => new StepAction.CpuWrites(device, Mapping(verb), OptionalSize(verb)),
            "cpu reads" => new StepAction.CpuReads(device, Mapping(verb)),
            _ => new StepAction.HypervisorReads(device, Mapping(verb)),
        };
    }

    private StepAction.SetMask Masks(MaskCall call, string verb)
    {
        var bits = words.Value<ValueType.Bits>(verb, "a mask's width, e.g. `64 bits`");
        if (bits is < 1 or > 64)
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, verb, "a width of 1 to 64 bits");
            bits = 64;
        }

        return new StepAction.SetMask(device, call, DmaMask.OfBits((int)bits));
    }

    private ByteCount Alignment(string verb)
    {
        var size = new ByteCount(words.Value<ValueType.Size>(verb, "a size, e.g. `4 KiB`"));
        if (!ulong.IsPow2(size.Value) || size > LargestAlignment)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds, null, verb, "a power of two of 1 B to 128 KiB");
        }

        return size;
    }

    private StepAction.Map Map()
    {
        var name = Named("map");
        var size = Size("map");
        var place = Place();
        var direction = words.Skip("to_device") ? DmaDirection.ToDevice
            : words.Skip("from_device") ? DmaDirection.FromDevice
            : DmaDirection.Bidirectional;
        return new StepAction.Map(
            device, name, size, place, direction, Flags(WeakOrdering, Atomic, SkipCpuSync));
    }

    private StepAction.MapResource MapResource()
    {
        var name = Named("map_resource");
        var size = Size("map_resource");
        if (!words.Skip("at"))
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds,
                null,
                "map_resource",
                "`at` and the registers' address");
        }

        return new StepAction.MapResource(device, name, size, Address("map_resource ... at"));
    }

    private BufferPlace Place()
    {
        if (words.Skip("at"))
        {
            return new BufferPlace(Address("map ... at"), IsPmem: false);
        }

        var isElsewhere = words.Skip("in");
        if (isElsewhere && !words.Skip("pmem"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, "map ... in", "`pmem`");
        }

        return new BufferPlace(null, isElsewhere);
    }

    private PhysAddr Address(string verb)
    {
        var start = new PhysAddr(words.Address(verb));
        var need = start.Value % SectorSize.Value != 0 ? "an address that is a multiple of 512 B"
            : start > HighestBuffer ? "an address below 2^56"
            : null;
        if (need is null)
        {
            return start;
        }

        words.Complain(DiagnosticCatalog.StepNeeds, null, verb, need);
        return default;
    }

    private StepAction.Alloc Alloc(string verb) =>
        new(device, Named(verb), Size(verb), Flags(WeakOrdering, Atomic));

    // In any order, each once or more.
    private RequestFlags Flags(params ReadOnlySpan<string> known)
    {
        var flags = default(RequestFlags);
        for (var word = SkipAny(known); word is not null; word = SkipAny(known))
        {
            flags = word switch
            {
                WeakOrdering => flags with { WeakOrdering = true },
                Atomic => flags with { Atomic = true },
                _ => flags with { SkipsCpuSync = true },
            };
        }

        return flags;
    }

    private string? SkipAny(ReadOnlySpan<string> known)
    {
        foreach (var word in known)
        {
            if (words.Skip(word))
            {
                return word;
            }
        }

        return null;
    }

    private StepAction.Sync Sync()
    {
        var mapping = Mapping("sync");
        var forDevice = words.Skip("for_device");
        if (!forDevice && !words.Skip("for_cpu"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, "sync", "`for_device` or `for_cpu`");
        }

        return new StepAction.Sync(device, mapping, forDevice);
    }

    private string Named(string verb)
    {
        if (target is null)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds,
                $"write `buffer = {verb} ...`",
                verb,
                "a name for what it makes");
        }

        return target ?? "";
    }

    private ByteCount? OptionalSize(string verb) =>
        words.NextIs<ValueType.Size>() ? Size(verb) : null;

    private ByteCount Size(string verb)
    {
        var size = new ByteCount(words.Value<ValueType.Size>(verb, "a size, e.g. `4 KiB`"));
        if (size == ByteCount.Zero || size > LargestRequest)
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, verb, "a size of 1 B to 256 MiB");
        }

        return size;
    }

    private string Mapping(string verb) =>
        words.Known(verb, names.Mappings, "mapping made before", "the name of a mapping");
}
