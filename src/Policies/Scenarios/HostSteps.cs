using System.Diagnostics;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>What the host does to a running guest: memory and devices come and go.</summary>
internal sealed class HostSteps(Cast cast)
{
    private SystemRam Ram => cast.Machine.Guest.Ram;

    public StepSight Play(StepAction.ByHost action) => action switch
    {
        StepAction.AddMemory add => Add(add),
        StepAction.RemoveMemory remove => Remove(remove),
        StepAction.Plug plug => Plug(plug),
        StepAction.Unplug unplug => Unplug(unplug.Device),
        StepAction.HostProbes probes => Probe(probes.Address),
        _ => throw new UnreachableException(),
    };

    private StepSight Add(StepAction.AddMemory add)
    {
        var start = add.Start ?? NextBlock;
        var end = start + add.Size;
        return end.Value > MachineSpec.LargestRam.Value
                ? StepSight.NotRun("the model takes memory up to 1024 TiB")
            : Ram.Overlaps(start, add.Size)
                ? StepSight.NotRun("there is memory already")
            : cast.Machine.Spec.Firmware.Pmem && end > cast.Machine.Spec.Pmem
                ? StepSight.NotRun("persistent memory lies there")
            : StepSight.Of(cast.Machine.Hotplug.Add(start, add.Size));
    }

    // Only what was added can go: the kernel lives in what it booted with.
    private StepSight Remove(StepAction.RemoveMemory remove) =>
        remove.Start.Value < cast.Machine.Spec.Boot.RamEnd.Value
            || !Ram.Holds(remove.Start, remove.Size)
            ? StepSight.NotRun("no memory was added there")
            : StepSight.Of(cast.Machine.Hotplug.Remove(remove.Start, remove.Size));

    private StepSight Plug(StepAction.Plug plug)
    {
        if (cast.Devices.TryGetValue(plug.Device, out var device) && cast.IsPlugged(device))
        {
            return StepSight.NotRun($"there is a `{plug.Device}` already");
        }

        cast.Add(plug.Device, plug.Endpoint, plug.IsTranslated);
        return StepSight.Of(failure: null);
    }

    private StepSight Unplug(string name)
    {
        if (!cast.Devices.TryGetValue(name, out var device) || !cast.IsPlugged(device))
        {
            return StepSight.NotRun($"`{name}` is not plugged in");
        }

        cast.Machine.RemoveDevice(device);
        return StepSight.Of(failure: null);
    }

    private StepSight Probe(PhysAddr address) => new(
        !cast.Machine.HasMemoryAt(address) ? "fault"
        : cast.Machine.Memory.IsVisibleOutside(address) ? "plaintext"
        : "ciphertext");

    private PhysAddr NextBlock
    {
        get
        {
            var runs = Ram.Runs;
            var block = MemoryHotplug.Block.Value;
            return new PhysAddr((runs[^1].End + block - 1) / block * block);
        }
    }
}
