using System.Globalization;
using DmaRules.Policies.Binding;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>A recorded boot as a machine of the model: one device under the shipped policy of its
/// release.</summary>
internal sealed class RecordedMachine : IEventSink
{
    private string _event = "";
    private string _state = "none";

    /// <summary>Boots. <paramref name="poolStart"/> is where the recorded pool lay.</summary>
    public RecordedMachine(
        IDispatchPolicy policy, EmulatorArguments arguments, PhysAddr? poolStart)
    {
        Machine = new Machine(policy);
        Machine.Guest.Events = this;
        Machine.Reset(new MachineSpec(
            arguments.Boot with { PoolStart = poolStart }, arguments.Firmware));
        Device = Machine.AddDevice("edu", Machine.AddEndpoint());
    }

    public Machine Machine { get; }

    public Device Device { get; }

    /// <summary>Where the driver's buffers lie if no row tells: on amd64 behind the kernel, where
    /// the rows of the same boots have them, at the start of the highest run of memory.</summary>
    public PhysAddr Buffers => !IsPc ? Elsewhere(0)
        : new PhysAddr(Machine.Guest.Ram.Runs[^1].Start) + ByteCount.MiB(40);

    /// <summary>Where the device's registers lie.</summary>
    public PhysAddr Registers => new(IsPc ? 0xFEA0_0000UL : 0x2000_8000_0000UL);

    /// <summary>Where the driver has a page of its own that no row tells.</summary>
    public PhysAddr Elsewhere(int page) =>
        new PhysAddr(Machine.Guest.Ram.Size.Value / 4 * 3).PageStart(PageSize)
            + (new TceCount((ulong)page * 2) * PageSize);

    public PageSize PageSize => Machine.Guest.Boot.PageSize;

    /// <summary>It is amd64: no windows, but perhaps a domain.</summary>
    public bool IsPc => Machine.Guest.Kernel.Platform.HasDomains;

    /// <summary>A step begins: what it does is told apart from what came before, and some time has
    /// gone by.</summary>
    public void BeginStep()
    {
        _event = "";
        Machine.Guest.PassTime();
    }

    /// <inheritdoc/>
    public void On(in DmaEvent happened)
    {
        switch (happened)
        {
            case { Kind: DmaEventKind.WindowOpened }:
                (_event, _state) = _state == "created" ? (_event, _state) : ("create:0", "created");
                break;
            case { Kind: DmaEventKind.WindowNotHad, Words: WindowOpener.CreationFailed }:
                (_event, _state) = ("create:-3", "failed");
                break;
            case { Kind: DmaEventKind.WindowNotHad, Words: WindowOpener.LimitedRefused }:
                (_event, _state) = ("limited-refused", "failed");
                break;
        }
    }

    /// <summary>What became of the huge window, as the file of drivers says it.</summary>
    public string DdwState => _event == "create:-3" ? "failed:-3" : _state;

    /// <summary>What a recording says of a device and its windows after the mask calls, by
    /// column.</summary>
    public IEnumerable<(string Column, string Value)> State()
    {
        var device = Device.State;
        var table = IsPc || Machine.Guest.Boot.IommuOff ? null : device.Endpoint.Table;
        var pool = Machine.Guest.Pool;
        yield return ("dev_mask", Hex(device.DmaMask.Highest.Value));
        yield return ("dev_coh_mask", Hex(device.CoherentMask.Highest.Value));
        yield return ("bypass", IsPc ? "" : device.Window == GrantedWindow.Ddw ? "1" : "0");
        yield return ("dma_offset", IsPc ? "" : Hex(device.DmaOffset.Value));
        yield return ("bus_dma_limit", Hex(device.BusDmaLimit.Value));
        yield return ("ddw_event", _event);
        yield return ("ddw_state", _state);
        yield return ("tbl_start", table is null ? "" : Hex(table.BusBase.Value));
        yield return ("tbl_end", table is null ? "" : Hex(EndOf(table)));
        yield return ("tbl_page_shift", table is null ? "" : Decimal(table.PageSize.Shift));
        yield return ("domain", IsPc ? DomainWord : "");
        yield return ("pool_end", Wide(pool.Exists ? (pool.Start + pool.Size).Value : 0));
        yield return ("nslabs", Decimal((long)pool.Slots.Value));
        yield return ("swiotlb_force", pool.Exists && Machine.Guest.Boot.ForcesBounce ? "1" : "0");
        yield return ("side_effect", "");
    }

    public static string Hex(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x}");

    /// <summary>All 16 digits, as rows write addresses.</summary>
    public static string Wide(ulong value) =>
        string.Create(CultureInfo.InvariantCulture, $"0x{value:x16}");

    public static string Decimal(long value) => value.ToString(CultureInfo.InvariantCulture);

    private string DomainWord => Machine.Guest.Boot.Domain switch
    {
        IommuDomain.Dma => "dma",
        IommuDomain.Identity => "identity",
        _ => "none",
    };

    private static ulong EndOf(IommuTable table) =>
        (table.BusBase + (table.Size * table.PageSize)).Value;
}
