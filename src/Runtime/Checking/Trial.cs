using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Checking;

/// <summary>Drives one driver's life through a machine and judges it. May be used again and
/// again.</summary>
public sealed class Trial
{
    /// <summary>What reports call the device under trial.</summary>
    public const string DeviceName = "dev";

    private readonly Machine _machine;
    private readonly Judge _judge;
    private readonly LastDecision _last;
    private readonly Prober _prober;

    /// <summary>Trials of a policy; every event also goes to <paramref name="events"/>.</summary>
    public Trial(IDispatchPolicy policy, IEventSink events)
    {
        _machine = new Machine(policy);
        _judge = new Judge(events);
        _last = new LastDecision(_judge, DeviceName);
        _machine.Guest.Events = _last;
        _prober = new Prober(_machine);
    }

    /// <summary>Boots the machine, lets the driver act, and says what came of it.</summary>
    public TrialResult Run(MachineSpec spec, DriverPlan plan)
    {
        var op = plan.Op;
        _judge.Watch(DeviceName);
        _last.Watch(op);
        _machine.Reset(spec);
        var endpoint = _machine.AddEndpoint();
        if (plan.EarlierMask is { } earlier)
        {
            var neighbour = _machine.AddDevice("neighbour", endpoint, plan.IsTranslated);
            _machine.Api.Masks.SetMaskAndCoherent(neighbour.State, earlier);
        }

        var device = _machine.AddDevice(DeviceName, endpoint, plan.IsTranslated);
        var isReady = SetMasks(device.State, plan);
        var request = RequestOf(spec, plan);
        var facts = _machine.Api.Facts.OfOperation(device.State, op, request);
        var window = _last.Window;
        GrantedWindow? granted = isReady ? device.State.Window : null;
        var exposure = isReady ? Act(device, plan, request, op) : Exposure.Of(_machine, device);
        return new TrialResult(
            window,
            granted,
            _last.Path,
            facts,
            _judge.Verdict,
            _judge.Bounced,
            new Effort(_judge.Copied, _machine.Guest.Hypercalls.All),
            exposure);
    }

    private bool SetMasks(DmaDevice device, DriverPlan plan)
    {
        var masks = _machine.Api.Masks;
        var accepted = plan.StreamingLast
            ? SetCoherent() && SetStreaming()
            : SetStreaming() && SetCoherent();
        if (accepted && plan.QueriesRequiredMask)
        {
            masks.QueryRequiredMask(device);
        }

        return accepted;

        bool SetStreaming() => plan.DmaMask is not { } mask || masks.SetMask(device, mask) is null;
        bool SetCoherent() =>
            plan.CoherentMask is not { } mask || masks.SetCoherentMask(device, mask) is null;
    }

    private Exposure Act(Device device, DriverPlan plan, in DmaRequest request, DmaOp op)
    {
        if (plan.Probe != ProbeKind.None || plan.Action == DriverAction.SetMasks)
        {
            _machine.Api.DecidePath(device.State, op, request);
            _prober.Probe(device, plan.Probe);
            return Exposure.Of(_machine, device);
        }

        return plan.Action switch
        {
            DriverAction.Map => Stream(device, request, withSync: false),
            DriverAction.Sync => Stream(device, request, withSync: true),
            DriverAction.Alloc => Allocate(device, request),
            _ => MapResource(device, request),
        };
    }

    private Exposure Stream(Device device, in DmaRequest request, bool withSync)
    {
        var written = _machine.CpuWrites(request.Buffer, request.Size);
        var result = _machine.Api.Map(device.State, request);
        if (!result.Succeeded)
        {
            return Exposure.Of(_machine, device);
        }

        var mapping = result.Mapping;
        if (withSync)
        {
            written = _machine.CpuWrites(request.Buffer, request.Size);
            _machine.Api.Sync(device.State, mapping, forDevice: true);
        }

        var reason = withSync ? DmaReason.SyncDoesNotCopy
            : mapping.Path.By == PathBy.Sharing ? DmaReason.SharingZeroedTheBuffer
            : DmaReason.DataNotDelivered;
        written = Exchange(device, mapping, written, reason);
        var exposure = Exposure.Of(_machine, device);
        if (withSync)
        {
            _machine.Api.Sync(device.State, mapping, forDevice: false);
            CheckArrival(device, mapping, written, DmaReason.SyncDoesNotCopy);
        }

        _machine.Api.Unmap(device.State, mapping);
        CheckArrival(device, mapping, written, DmaReason.DataNotDelivered);
        return exposure;
    }

    private Exposure Allocate(Device device, in DmaRequest request)
    {
        var result = _machine.Api.Alloc(device.State, request);
        if (!result.Succeeded)
        {
            return Exposure.Of(_machine, device);
        }

        var memory = result.Mapping;
        var written = _machine.CpuWrites(memory.Buffer, memory.Size);
        written = Exchange(device, memory, written, DmaReason.DataNotDelivered);
        var exposure = Exposure.Of(_machine, device);
        CheckArrival(device, memory, written, DmaReason.DataNotDelivered);
        _machine.Api.Free(device.State, memory);
        return exposure;
    }

    private Exposure MapResource(Device device, in DmaRequest request)
    {
        // A neighbour's registers stand in for a BAR; nothing of the guest's memory is touched.
        var result = _machine.Api.MapResource(device.State, request);
        var exposure = Exposure.Of(_machine, device);
        if (result.Succeeded)
        {
            _machine.Api.Unmap(device.State, result.Mapping);
        }

        return exposure;
    }

    // The device reads what the driver wrote and answers; the result is what the driver should
    // find then.
    private Content Exchange(
        Device device, in DmaMapping mapping, Content written, DmaReason otherwise)
    {
        if (mapping.Direction != DmaDirection.FromDevice)
        {
            device.Read(mapping.Bus, mapping.Size, written, otherwise);
        }

        if (mapping.Direction == DmaDirection.ToDevice)
        {
            return written;
        }

        var answer = _machine.NewContent(Writer.Device);
        device.Write(mapping.Bus, mapping.Size, answer);
        return answer;
    }

    private void CheckArrival(
        Device device, in DmaMapping mapping, Content written, DmaReason otherwise) =>
        _machine.CpuReads(device.Name, mapping.Buffer, mapping.Size, written, otherwise);

    private static DmaRequest RequestOf(MachineSpec spec, DriverPlan plan) =>
        new(
            plan.BufferInPmem ? spec.Pmem : spec.Buffers,
            plan.Size,
            plan.Direction,
            plan.WeakOrdering,
            plan.Atomic);
}
