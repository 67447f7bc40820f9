using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>A PE: the devices in it share its windows, so what one of them does decides for the
/// others.</summary>
public sealed class PartitionableEndpoint
{
    private DmaWindow.Default? _lastLow;
    private DmaWindow.Direct? _lastDirect;

    /// <summary>A PE as the firmware hands it over: with a default window, or without.</summary>
    public PartitionableEndpoint(string name, FirmwareSetup firmware)
    {
        (Name, Firmware) = (name, firmware);
        Reset(name, firmware);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; private set; }

    /// <summary>What the firmware offers.</summary>
    public FirmwareSetup Firmware { get; private set; }

    /// <summary>The default window, while there is one.</summary>
    public DmaWindow.Default? Low { get; internal set; }

    /// <summary>The huge window, once it is open.</summary>
    public DmaWindow? Huge { get; internal set; }

    /// <summary>Where on-demand TCEs are made; on some releases a window that is gone.</summary>
    public IommuTable? Table { get; internal set; }

    /// <summary>Makes it a new PE again. Its windows' tables are used once more where they fit, so
    /// that a machine which boots again and again allocates nothing.</summary>
    internal void Reset(string name, FirmwareSetup firmware)
    {
        (Name, Firmware) = (name, firmware);
        (Low, Huge, Table, HasFailed, PoolInLowWindow) = (null, null, null, false, null);
        if (firmware.LowWindowSize > ByteCount.Zero)
        {
            var count = new TceCount(PageSize.Of4K.PagesFor(firmware.LowWindowSize));
            Low = _lastLow = Fits(_lastLow, firmware.LowWindowBase, count, PageSize.Of4K)
                ? _lastLow
                : new DmaWindow.Default(
                    new IommuTable(firmware.LowWindowBase, count, PageSize.Of4K));
            Table = Low!.Table;
        }
    }

    /// <summary>A huge window for a standing mapping, with nothing in it.</summary>
    internal DmaWindow.Direct NewDirect(BusAddr busBase, TceCount size, PageSize page)
    {
        _lastDirect = Fits(_lastDirect, busBase, size, page)
            ? _lastDirect!
            : new DmaWindow.Direct(new IommuTable(busBase, size, page));
        _lastDirect.MapsRam = false;
        return _lastDirect;
    }

    private static bool Fits(DmaWindow? last, BusAddr busBase, TceCount size, PageSize page)
    {
        if (last is null || !last.Table.IsLike(busBase, size, page))
        {
            return false;
        }

        last.Table.Reset();
        return true;
    }

    /// <summary>The PE is on the failed list: no further attempt (facts/kernel-dispatch.md
    /// 3.2).</summary>
    public bool HasFailed { get; internal set; }

    /// <summary>The default window maps the whole pool.</summary>
    public bool PoolIsInLowWindow => PoolInLowWindow is not null;

    /// <summary>Where it maps the pool; null if it does not.</summary>
    public BusAddr? PoolInLowWindow { get; internal set; }

    /// <summary>The fact <c>ddw</c>: what a request would get now.</summary>
    public DdwAvailability Ddw => this switch
    {
        { Firmware.Ddw: DdwAvailability.Disabled } => DdwAvailability.Disabled,
        { Huge: DmaWindow.Direct } => DdwAvailability.Available,
        { Huge: DmaWindow.Dynamic } => DdwAvailability.TooSmall,
        { HasFailed: true } or { Firmware.LowWindowSize.Value: 0 } => DdwAvailability.Unavailable,
        _ => Firmware.Ddw,
    };

    /// <summary>Where a device of this PE lands with a bus address. False: the IOMMU stops
    /// it.</summary>
    public bool TryTranslate(
        BusAddr bus, TceAccess access, out PhysAddr address, out ByteCount length)
    {
        if (Low is not null && Low.Table.Covers(bus))
        {
            return Low.Table.TryTranslate(bus, access, out address, out length);
        }

        (address, length) = (default, default);
        return Huge is not null && Huge.Table.TryTranslate(bus, access, out address, out length);
    }

    /// <summary>A bus address at which this PE's devices reach a page of memory, if there is
    /// one.</summary>
    public bool TryFindMappingOf(PhysAddr address, out BusAddr bus)
    {
        bus = default;
        return (Low is not null && Low.Table.TryFindMappingOf(address, out bus))
            || (Huge is not null && Huge.Table.TryFindMappingOf(address, out bus));
    }
}
