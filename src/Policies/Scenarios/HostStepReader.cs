using System.Collections.Immutable;
using DmaRules.Dsl.Binding;
using DmaRules.Dsl.Diagnostics;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>Reads a step of the host: memory and devices that come and go.</summary>
internal sealed class HostStepReader(StepWords words, StepNames names)
{
    internal static readonly ImmutableArray<string> Verbs =
        ["adds memory", "removes memory", "plugs", "unplugs", "probes"];

    public StepAction? Read()
    {
        var verb = words.Verb(Verbs, "host: ");
        return verb switch
        {
            "adds memory" => AddMemory(verb),
            "removes memory" => RemoveMemory(verb),
            "plugs" => Plug(verb),
            null => null,
            "unplugs" => new StepAction.Unplug(KnownDevice(verb)),
            _ => new StepAction.HostProbes(new PhysAddr(words.Address(verb))),
        };
    }

    private StepAction.AddMemory AddMemory(string verb)
    {
        var size = Blocks(verb);
        return new StepAction.AddMemory(size, words.Skip("at") ? Place(verb) : null);
    }

    private StepAction.RemoveMemory RemoveMemory(string verb)
    {
        var size = Blocks(verb);
        if (!words.Skip("at"))
        {
            words.Complain(DiagnosticCatalog.StepNeeds, null, verb, "`at` and an address");
        }

        return new StepAction.RemoveMemory(size, Place(verb));
    }

    private StepAction.Plug Plug(string verb)
    {
        var device = words.Name(verb, "the name of a device");
        if (device == MemoryHotplug.Subject)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds, null, verb, "another name: `host` is the host itself");
        }

        string? endpoint = words.Skip("into") ? words.Name(verb, "the name of a PE") : null;
        bool? isTranslated = words.Skip("untranslated") ? false : null;
        names.Devices.Add(device);
        return new StepAction.Plug(device, endpoint, isTranslated);
    }

    private string KnownDevice(string verb) =>
        words.Known(verb, names.Devices, "device", "the name of a device");

    private ByteCount Blocks(string verb)
    {
        var size = new ByteCount(words.Value<ValueType.Size>(verb, "a size, e.g. `1 GiB`"));
        if (size.Value % MemoryHotplug.Block.Value != 0 || size == ByteCount.Zero
            || size > MachineSpec.LargestRam)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds, null, verb, "a size in whole blocks of 256 MiB");
        }

        return size;
    }

    private PhysAddr Place(string verb)
    {
        var start = new PhysAddr(words.Address(verb));
        if (start.Value % MemoryHotplug.Block.Value != 0
            || start.Value >= MachineSpec.LargestRam.Value)
        {
            words.Complain(
                DiagnosticCatalog.StepNeeds,
                null,
                $"{verb} ... at",
                "an address in whole blocks of 256 MiB, below 1024 TiB");
            return default;
        }

        return start;
    }
}
