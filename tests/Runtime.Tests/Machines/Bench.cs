using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Tests.Machines;

/// <summary>Decides what it was told to.</summary>
internal sealed class FixedPolicy : IDispatchPolicy
{
    public WindowAction Window { get; set; } = WindowAction.DdwMappingRam;

    public PathAction Path { get; set; } = PathAction.Bypass;

    public PathBy By { get; set; } = PathBy.Itself;

    public int WindowsAsked { get; private set; }

    public WindowChoice DecideWindow(in DispatchFacts facts)
    {
        WindowsAsked++;
        return new WindowChoice(Window, "fixed", "", null);
    }

    public PathChoice DecidePath(in DispatchFacts facts) => new(Path, By, "fixed", "", null);
}

/// <summary>A machine with one PE and one device, under a policy that decides what it is told.
/// </summary>
internal sealed class Bench : IEventSink
{
    public static readonly PhysAddr Buffer = new(0x2_0000_0000);

    public Bench(BootSetup? boot = null, FirmwareSetup? firmware = null)
    {
        Machine = new Machine(Policy);
        Machine.Guest.Events = this;
        Machine.Reset(new MachineSpec(
            boot ?? new BootSetup(KernelProfile.V56), firmware ?? new FirmwareSetup()));
        Policy.Window = WindowAction.Table;
        Endpoint = Machine.AddEndpoint();
        Device = Machine.AddDevice("dev", Endpoint);
        Policy.Window = WindowAction.DdwMappingRam;
        Events.Clear();
    }

    public static BootSetup Secure(KernelProfile kernel) => new(kernel) { IsSecure = true };

    public FixedPolicy Policy { get; } = new();

    public Machine Machine { get; }

    public PartitionableEndpoint Endpoint { get; }

    public Device Device { get; }

    public List<DmaEvent> Events { get; } = [];

    public IEnumerable<DmaEventKind> Kinds => Events.Select(e => e.Kind);

    public DmaReason? SetMask(int bits) =>
        Machine.Api.Masks.SetMask(Device.State, DmaMask.OfBits(bits));

    public DmaReason? SetCoherentMask(int bits) =>
        Machine.Api.Masks.SetCoherentMask(Device.State, DmaMask.OfBits(bits));

    public DmaResult Map(
        ByteCount? size = null, DmaDirection direction = DmaDirection.Bidirectional) =>
        Machine.Api.Map(
            Device.State, new DmaRequest(Buffer, size ?? ByteCount.KiB(4), direction));

    public DmaResult Alloc(ByteCount? size = null, bool atomic = false) =>
        Machine.Api.Alloc(
            Device.State, new DmaRequest(default, size ?? ByteCount.KiB(4), Atomic: atomic));

    public void On(in DmaEvent happened) => Events.Add(happened);
}
