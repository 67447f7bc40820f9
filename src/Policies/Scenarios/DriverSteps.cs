using System.Diagnostics;
using System.Globalization;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Scenarios;

/// <summary>The calls of drivers.</summary>
internal sealed class DriverSteps(Cast cast)
{
    private DmaApi Api => cast.Machine.Api;

    public StepSight Play(Device device, StepAction action) => action switch
    {
        StepAction.SetMask set => StepSight.Of(SetMask(device.State, set)),
        StepAction.QueryMask => new StepSight(string.Create(
            CultureInfo.InvariantCulture,
            $"{Api.Masks.QueryRequiredMask(device.State).Bits} bits")),
        StepAction.SetMinAlign set => SetMinAlign(device.State, set),
        StepAction.Map map => Map(device, map),
        StepAction.Alloc alloc => Alloc(device, alloc),
        StepAction.MapResource map => Keep(
            map.Target,
            device,
            Api.MapResource(device.State, new DmaRequest(map.Registers, map.Size)),
            DmaOp.Resource),
        StepAction.Sync sync => Sync(device, cast.Mappings[sync.Mapping], sync.ForDevice),
        StepAction.Release release =>
            Release(device, cast.Mappings[release.Mapping], release.IsFree),
        _ => throw new UnreachableException(),
    };

    private DmaReason? SetMask(DmaDevice device, StepAction.SetMask set) => set.Call switch
    {
        MaskCall.Streaming => Api.Masks.SetMask(device, set.Mask),
        MaskCall.Coherent => Api.Masks.SetCoherentMask(device, set.Mask),
        _ => Api.Masks.SetMaskAndCoherent(device, set.Mask),
    };

    private static StepSight SetMinAlign(DmaDevice device, StepAction.SetMinAlign set)
    {
        device.MinAlignMask = set.Alignment.Value - 1;
        return StepSight.Of(failure: null);
    }

    private StepSight Map(Device device, StepAction.Map map)
    {
        if (map.Place.IsPmem && !cast.Machine.Spec.Firmware.Pmem)
        {
            return StepSight.NotRun("the machine has no persistent memory: `given pmem`");
        }

        if ((map.Place.Address ?? cast.TakeBuffer(map.Size, map.Place.IsPmem)) is not { } buffer)
        {
            return StepSight.NotRun("there is no memory left for buffers");
        }

        var last = buffer + (map.Size - new ByteCount(1));
        if (!cast.Machine.HasMemoryAt(buffer) || !cast.Machine.HasMemoryAt(last))
        {
            return StepSight.NotRun("there is no memory at that address");
        }

        cast.Machine.Guest.Pages.Reserve(buffer, map.Size);
        var content = cast.CpuWrites(device.Name, buffer, map.Size);
        var result = Api.Map(device.State, new DmaRequest(
            buffer, map.Size, map.Direction, map.Flags.WeakOrdering, map.Flags.Atomic)
        {
            SkipsCpuSync = map.Flags.SkipsCpuSync,
        });
        if (result.Succeeded)
        {
            cast.Machine.Guest.Ram.Pin(buffer, map.Size);
        }

        return Keep(map.Target, device, result, DmaOp.Map, content);
    }

    private StepSight Alloc(Device device, StepAction.Alloc alloc)
    {
        var result = Api.Alloc(device.State, new DmaRequest(
            default,
            alloc.Size,
            WeakOrdering: alloc.Flags.WeakOrdering,
            Atomic: alloc.Flags.Atomic));
        var content = result.Succeeded
            ? cast.CpuWrites(device.Name, result.Mapping.Buffer, alloc.Size)
            : Content.Zeros;
        return Keep(alloc.Target, device, result, DmaOp.Alloc, content);
    }

    // A name that is used again stands for the new one; what it stood for lives on.
    private StepSight Keep(
        string name, Device device, in DmaResult result, DmaOp op, Content content = default)
    {
        cast.Mappings.Remove(name);
        if (result.Succeeded)
        {
            var live = new LiveMapping(name, device, result.Mapping, op);
            live.Wrote(content, result.Mapping.Size, isInTurn: true);
            cast.Mappings[name] = live;
        }

        return StepSight.Of(result.Failure);
    }

    private StepSight Sync(Device device, LiveMapping live, bool forDevice)
    {
        if (WhyNot(device, live) is { } why)
        {
            return StepSight.NotRun(why);
        }

        if (live.IsAllocation || live.IsResource)
        {
            return StepSight.NotRun(live.IsAllocation
                ? $"`{live.Name}` comes from `alloc` and needs no sync"
                : $"`{live.Name}` is registers and needs no sync");
        }

        Api.Sync(device.State, live.Mapping, forDevice);
        live.BelongsToDevice = forDevice;
        live.Otherwise = DmaReason.SyncDoesNotCopy;
        return StepSight.Of(failure: null);
    }

    private StepSight Release(Device device, LiveMapping live, bool isFree)
    {
        if (WhyNot(device, live) is { } why)
        {
            return StepSight.NotRun(why);
        }

        if (live.IsAllocation != isFree)
        {
            var (maker, verb) =
                live.IsAllocation ? ("alloc", "free") : ("map", "unmap");
            return StepSight.NotRun($"`{live.Name}` comes from `{maker}`: `{verb} {live.Name}`");
        }

        if (isFree)
        {
            Api.Free(device.State, live.Mapping);
        }
        else
        {
            Api.Unmap(device.State, live.Mapping);
            cast.Machine.Guest.Ram.Unpin(live.Mapping.Buffer, live.Mapping.Size);
        }

        live.Release();
        return StepSight.Of(failure: null);
    }

    private static string? WhyNot(Device device, LiveMapping live) =>
        live.IsReleased ? "it was given back before"
        : live.Device == device ? null
        : live.Device.Name == device.Name
            ? $"`{live.Name}` was lost when `{device.Name}` was unplugged"
        : $"`{live.Name}` is {live.Device.Name}'s";
}
