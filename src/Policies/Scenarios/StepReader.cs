using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Gives the words before <c>expect</c> their meaning. A mapping must have been named by
/// an earlier step. </summary>
internal sealed class StepReader
{
    internal static readonly ImmutableArray<string> Verbs =
    [
        "set_mask", "set_coherent_mask", "set_mask_and_coherent", "query_required_mask",
        "map", "alloc", "sync", "unmap", "free",
        "device reads", "device writes", "device probes", "cpu writes", "cpu reads",
        "hypervisor reads",
    ];

    private static readonly ImmutableArray<string> Actors = ["device", "cpu", "hypervisor"];

    private static readonly ByteCount LargestRequest = ByteCount.MiB(256);
    private static readonly ByteCount PageSize = ByteCount.KiB(4);
    private readonly HashSet<string> _mappings = new(StringComparer.Ordinal);

    /// <summary>The action of a step with an actor, or null with a diagnostic.</summary>
    public StepAction? Read(string device, BoundStep step, out Diagnostic? diagnostic)
    {
        var words = new StepWords(step.Words, step.Place);
        var action = ReadVerb(device, step.Target, words);
        if (action is not null && !words.AtEnd)
        {
            words.Complain(DiagnosticCatalog.UnknownStep, "one step a line", words.Peek());
        }

        if (step.Target is { } target && (action is StepAction.Map or StepAction.Alloc))
        {
            _mappings.Add(target);
        }

        diagnostic = words.Diagnostic;
        return diagnostic is null ? action : null;
    }

    private StepAction? ReadVerb(string device, string? target, StepWords words)
    {
        var verb = words.Peek();
        if (Actors.Contains(verb))
        {
            words.Skip(verb);
            verb = $"{verb} {words.Peek()}";
        }

        if (!Verbs.Contains(verb))
        {
            words.Complain(DiagnosticCatalog.UnknownStep, Suggestion.Help(verb, Verbs), verb);
            return null;
        }

        words.Skip(verb.Split(' ')[^1]);
        return verb switch
        {
            "set_mask" => Masks(device, MaskCall.Streaming, verb, words),
            "set_coherent_mask" => Masks(device, MaskCall.Coherent, verb, words),
            "set_mask_and_coherent" => Masks(device, MaskCall.Both, verb, words),
            "query_required_mask" => new StepAction.QueryMask(device),
            "map" => Map(device, target, words),
            "alloc" => new StepAction.Alloc(device, Named(target, verb, words), Size(verb, words)),
            "sync" => Sync(device, words),
            "unmap" or "free" => new StepAction.Release(device, Mapping(verb, words)),
            "device reads" => new StepAction.DeviceReads(device, Mapping(verb, words)),
            "device writes" => DeviceWrites(device, words),
            "device probes" =>
                new StepAction.DeviceProbes(device, new BusAddr(words.Address(verb))),
            "cpu writes" => new StepAction.CpuWrites(device, Mapping(verb, words)),
            "cpu reads" => new StepAction.CpuReads(device, Mapping(verb, words)),
            _ => new StepAction.HypervisorReads(device, Mapping(verb, words)),
        };
    }

    private static StepAction.SetMask Masks(
        string device, MaskCall call, string verb, StepWords words)
    {
        var bits = words.Value<ValueType.Bits>(verb, "a mask's width, e.g. `64 bits`");
        if (bits is < 1 or > 64)
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, verb, "a width of 1 to 64 bits");
            bits = 64;
        }

        return new StepAction.SetMask(device, call, DmaMask.OfBits((int)bits));
    }

    private static StepAction.Map Map(string device, string? target, StepWords words)
    {
        var name = Named(target, "map", words);
        var size = Size("map", words);
        PhysAddr? buffer = words.Skip("at") ? new PhysAddr(words.Address("map ... at")) : null;
        if (buffer is { } start && start.Value % PageSize.Value != 0)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds, null, "map ... at", "an address that starts a page");
        }

        var direction = words.Skip("to_device") ? DmaDirection.ToDevice
            : words.Skip("from_device") ? DmaDirection.FromDevice
            : DmaDirection.Bidirectional;
        return new StepAction.Map(device, name, size, buffer, direction);
    }

    private StepAction.Sync Sync(string device, StepWords words)
    {
        var mapping = Mapping("sync", words);
        var forDevice = words.Skip("for_device");
        if (!forDevice && !words.Skip("for_cpu"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, "sync", "`for_device` or `for_cpu`");
        }

        return new StepAction.Sync(device, mapping, forDevice);
    }

    private StepAction.DeviceWrites DeviceWrites(string device, StepWords words)
    {
        var mapping = Mapping("device writes", words);
        ByteCount? size = words.NextIs<ValueType.Size>() ? Size("device writes", words) : null;
        return new StepAction.DeviceWrites(device, mapping, size);
    }

    private static string Named(string? target, string verb, StepWords words)
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

    private static ByteCount Size(string verb, StepWords words)
    {
        var size = new ByteCount(words.Value<ValueType.Size>(verb, "a size, e.g. `4 KiB`"));
        if (size == ByteCount.Zero || size > LargestRequest)
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, verb, "a size of 1 B to 256 MiB");
        }

        return size;
    }

    private string Mapping(string verb, StepWords words)
    {
        var name = words.Peek();
        if (!words.AtEnd && !_mappings.Contains(name))
        {
            words.Complain(
                DiagnosticCatalog.UnknownActor,
                Suggestion.Help(name, _mappings),
                name,
                "mapping made before");
        }

        return words.Name(verb, "the name of a mapping");
    }
}
