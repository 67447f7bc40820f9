using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Dma;

/// <summary>A PE: the devices in it share its windows, so what one of them does decides for the
/// others.</summary>
public sealed class PartitionableEndpoint
{
    /// <summary>A PE as the firmware hands it over: with a default window, or without.</summary>
    public PartitionableEndpoint(string name, FirmwareSetup firmware)
    {
        (Name, Firmware) = (name, firmware);
        if (firmware.LowWindowSize > ByteCount.Zero)
        {
            var count = new TceCount(PageSize.Of4K.PagesFor(firmware.LowWindowSize));
            Low = new DmaWindow.Default(
                new IommuTable(firmware.LowWindowBase, count, PageSize.Of4K));
            Table = Low.Table;
        }
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>What the firmware offers.</summary>
    public FirmwareSetup Firmware { get; }

    /// <summary>The default window, while there is one.</summary>
    public DmaWindow.Default? Low { get; internal set; }

    /// <summary>The huge window, once it is open.</summary>
    public DmaWindow? Huge { get; internal set; }

    /// <summary>Where on-demand TCEs are made; on some releases a window that is gone.</summary>
    public IommuTable? Table { get; internal set; }

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
