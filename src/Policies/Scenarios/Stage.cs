using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;

namespace DmaRules.Policies.Scenarios;

/// <summary>A machine that steps drive, one after another, with its devices and mappings by name.
/// A step that fails is not the end. Scenarios and sessions play on one and the same.</summary>
public sealed class Stage
{
    /// <summary>Where a device sits that a step names without saying where.</summary>
    public const string FirstEndpoint = "pe0";

    private readonly Cast _cast;
    private readonly HostSteps _host;
    private readonly DriverSteps _driver;
    private readonly AccessSteps _access;

    /// <summary>A stage under a policy; every event goes to <paramref name="events"/>.</summary>
    public Stage(IDispatchPolicy policy, IEventSink events)
    {
        var sink = new StageSink(events);
        Machine = new Machine(policy) { Guest = { Events = sink } };
        _cast = new Cast(Machine, sink);
        _host = new HostSteps(_cast);
        _driver = new DriverSteps(_cast);
        _access = new AccessSteps(_cast);
    }

    /// <summary>The machine.</summary>
    public Machine Machine { get; }

    /// <summary>The devices that are plugged in, in the order in which they came.</summary>
    public IEnumerable<Device> Devices => Machine.Devices;

    /// <summary>Every name that a device has or had.</summary>
    public IEnumerable<string> DeviceNames => _cast.Devices.Keys;

    /// <summary>What steps made, also what was given back, by name.</summary>
    public IEnumerable<LiveMapping> Mappings => _cast.Mappings.Values;

    /// <summary>The first thing that went wrong, over all devices.</summary>
    public Verdict Verdict => _cast.Sink.Verdict;

    /// <summary>The first thing that went wrong, by device.</summary>
    public IEnumerable<(string Device, Verdict Verdict)> Verdicts => _cast.Sink.Verdicts;

    /// <summary>Boots: nothing of the time before is left. <paramref name="isTranslated"/>: devices
    /// are behind the IOMMU unless it is said otherwise.</summary>
    public void Start(MachineSpec spec, bool isTranslated) => _cast.Start(spec, isTranslated);

    /// <summary>The last device of a name, plugged in or not; null if there never was
    /// one.</summary>
    public Device? FindDevice(string name) => _cast.Devices.GetValueOrDefault(name);

    /// <summary>Whether a device is there.</summary>
    public bool IsPlugged(Device device) => _cast.IsPlugged(device);

    /// <summary>What a step made under a name, or null.</summary>
    public LiveMapping? FindMapping(string name) => _cast.Mappings.GetValueOrDefault(name);

    /// <summary>The verdict on one device.</summary>
    public Verdict VerdictOf(string device) => _cast.Sink.VerdictOf(device);

    /// <summary>What a device can get at; null: all of them together.</summary>
    public Exposure ExposureOf(string? device) =>
        device is not null && FindDevice(device) is { } one
            ? Exposure.Of(Machine, one)
            : Exposure.OfAll(Machine);

    /// <summary>Plays one step. A device that it names for the first time is set up in the first
    /// PE.</summary>
    public StepSight Play(StepAction action)
    {
        if (action is StepAction.ByHost byHost)
        {
            return _host.Play(byHost);
        }

        if (action.Needs is { } needed && FindMapping(needed) is null)
        {
            return StepSight.NotRun($"there is no `{needed}`");
        }

        if (_cast.FindOrAdd(action.Actor) is not { } device)
        {
            return StepSight.NotRun($"`{action.Actor}` is unplugged");
        }

        return action is StepAction.DeviceReads or StepAction.DeviceWrites
            or StepAction.DeviceProbes or StepAction.CpuReads or StepAction.CpuWrites
            or StepAction.HypervisorReads
            ? _access.Play(device, action)
            : _driver.Play(device, action);
    }
}
