using System.Globalization;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;
using ValueType = DmaRules.Dsl.Binding.ValueType;

namespace DmaRules.Cli.Repl;

/// <summary>The lines of a driver: devices, mask calls, mappings. Each shows what happened, then
/// what the driver would see.</summary>
internal sealed class MachineLines(Desk desk, BenchWords reader)
{
    private static readonly ValueType Bits = new ValueType.Bits();

    private Bench Bench => desk.Bench;

    public Answer AddDevice(LineWords words)
    {
        var name = words.TakeNewName("the device's name");
        var isTranslated = !words.Skip("untranslated") && Is(DmaSchema.Translated);
        words.End();
        if (Bench.FindDevice(name) is not null || Bench.FindMapping(name) is not null)
        {
            words.Complain($"there is a `{name}` already");
        }
        else if (ReplVerbs.Find(name) is not null)
        {
            words.Complain($"`{name}` is a word of the session", "take another name");
        }

        return words.Refusal ?? Happened(() =>
        {
            var device = Bench.Add(name, isTranslated, desk.Situation).State;
            return $"{name} is set up: 32-bit masks, window {Word(device.Window)}";
        });
    }

    public Answer SetMask(LineWords words) =>
        CallMask(words, (m, device, mask) => m.SetMask(device, mask));

    public Answer SetCoherentMask(LineWords words) =>
        CallMask(words, (m, device, mask) => m.SetCoherentMask(device, mask));

    public Answer SetMaskAndCoherent(LineWords words) =>
        CallMask(words, (m, device, mask) => m.SetMaskAndCoherent(device, mask));

    public Answer QueryRequiredMask(LineWords words)
    {
        var device = reader.Device(words);
        words.End();
        return device is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() =>
            {
                var required = Bench.Machine.Api.Masks.QueryRequiredMask(device.State);
                return string.Create(
                    CultureInfo.InvariantCulture, $"the driver sees {required.Bits} bits");
            });
    }

    public Answer Map(LineWords words)
    {
        var device = reader.Device(words);
        var size = reader.Size(words);
        PhysAddr? place = words.Skip("at") ? reader.Buffer(words, size) : null;
        var direction = words.Skip("to_device") ? DmaDirection.ToDevice
            : words.Skip("from_device") ? DmaDirection.FromDevice
            : DmaDirection.Bidirectional;
        words.End();
        if (device is null || words.Refusal is not null)
        {
            return Refused(words);
        }

        var name = reader.NewName(words);
        if (words.Refusal is not null)
        {
            return Refused(words);
        }

        return (place ?? Bench.TakeBuffer(size)) is { } buffer
            ? Happened(() => Said(name, "DMA_MAPPING_ERROR", Bench.Map(
                name,
                device,
                new DmaRequest(
                    buffer, size, direction, Is(DmaSchema.WeakOrdering), Is(DmaSchema.Atomic)))))
            : Answer.Refused("the machine has no memory left for buffers");
    }

    public Answer Allocate(LineWords words)
    {
        var device = reader.Device(words);
        var size = reader.Size(words);
        words.End();
        var name = reader.NewName(words);
        return device is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() => Said(name, "NULL", Bench.Allocate(
                name, device, new DmaRequest(default, size, Atomic: Is(DmaSchema.Atomic)))));
    }

    public Answer Sync(LineWords words)
    {
        var mapping = reader.Mapping(words);
        var forDevice = words.Skip("device", "for_device");
        if (!forDevice && !words.Skip("cpu", "for_cpu"))
        {
            words.Complain("`cpu` or `device` is missing: who is to have the data");
        }

        words.End();
        if (mapping is { IsAllocation: true } or { IsReleased: true })
        {
            words.Complain(
                $"{mapping.Name} is no live mapping", "memory from `alloc` needs no sync");
        }

        return mapping is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() =>
            {
                Bench.Sync(mapping, forDevice);
                var owner = forDevice ? "the device" : "the CPU";
                return $"{mapping.Name} belongs to {owner} now"
                    + (mapping.Mapping.IsBounced ? "" : "; it is not bounced: nothing to copy");
            });
    }

    public Answer Unmap(LineWords words) => Release(words, isAllocation: false);

    public Answer Free(LineWords words) => Release(words, isAllocation: true);

    private Answer Release(LineWords words, bool isAllocation)
    {
        var mapping = reader.Mapping(words);
        words.End();
        if (mapping is { IsReleased: true })
        {
            words.Complain($"{mapping.Name} was given back already");
        }
        else if (mapping is not null && mapping.IsAllocation != isAllocation)
        {
            words.Complain(
                $"{mapping.Name} comes from `{(mapping.IsAllocation ? "alloc" : "map")}`",
                mapping.IsAllocation ? $"`free {mapping.Name}`" : $"`unmap {mapping.Name}`");
        }

        return mapping is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() =>
            {
                Bench.Release(mapping);
                return $"{mapping.Name} is given back; the call returns nothing";
            });
    }

    private Answer CallMask(LineWords words, Func<MaskCalls, DmaDevice, DmaMask, DmaReason?> call)
    {
        var device = reader.Device(words);
        var bits = words.TakeValue(Bits, "a mask's width, such as 64 bits");
        words.End();
        return device is null || words.Refusal is not null
            ? Refused(words)
            : Happened(() =>
            {
                var failure =
                    call(Bench.Machine.Api.Masks, device.State, DmaMask.OfBits((int)bits));
                return failure is null
                    ? $"the driver sees 0; window {Word(device.State.Window)}"
                    : $"the driver sees -EIO; window {Word(device.State.Window)} as before";
            });
    }

    private Answer Happened(Func<string> step)
    {
        var before = Bench.Sink.Recorder.Events.Count;
        var seen = step();
        return Answer.Of([.. Bench.EventsSince(before), seen]);
    }

    private static Answer Refused(LineWords words) => words.Refusal ?? Answer.Empty;

    private static string Said(string name, string failure, in DmaResult result)
    {
        var bounced = result.Mapping.IsBounced ? ", bounced" : "";
        return result.Failure is { } reason
            ? $"the driver sees {failure}: {reason.Word()}"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name} = bus address 0x{result.Mapping.Bus.Value:x}{bounced}");
    }

    private static string Word(GrantedWindow window) => window.ToString().ToLowerInvariant();

    private bool Is(Dsl.Binding.FactSymbol fact) => desk.Situation[fact] == ValueType.Yes;
}
