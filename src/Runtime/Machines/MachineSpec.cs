using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Runtime.Machines;

/// <summary>A machine: what boots on it and what its firmware offers.</summary>
public sealed record MachineSpec(BootSetup Boot, FirmwareSetup Firmware)
{
    private static readonly ByteCount SmallestRam = ByteCount.MiB(256);
    private static readonly BusAddr HighestLowWindow = new(1UL << 48);

    /// <summary>How high memory reaches at most: 1024 TiB.</summary>
    public static ByteCount LargestRam => ByteCount.GiB(1UL << 20);

    /// <summary>Where drivers' buffers start: 8 GiB, in a small machine an eighth of RAM.</summary>
    public PhysAddr Buffers =>
        IsLarge
            ? new PhysAddr(ByteCount.GiB(8).Value)
            : new PhysAddr(Boot.Ram.Value / 8).PageStart(Boot.PageSize);

    /// <summary>Where drivers' buffers have to end: at the end of RAM, in a small machine at the
    /// end of its first run, or below the bounce pool.</summary>
    public PhysAddr EndOfBuffers =>
        IsLarge ? new PhysAddr(Boot.RamEnd.Value)
        : Boot.HasPool
            ? new PhysAddr(ByteCount.Min(Boot.LowRam, ByteCount.GiB(4)).Value) - Boot.PoolSize
        : new PhysAddr(Boot.LowRam.Value);

    /// <summary>Where persistent memory starts: above everything that a window for RAM
    /// covers.</summary>
    public PhysAddr Pmem =>
        new(Math.Max(1UL << 40, DmaMask.Reaching(LastByte).Highest.Value + 1));

    private BusAddr LastByte => new(Boot.RamEnd.Value - 1);

    /// <summary>What is wrong with these numbers, as <c>fact: sentence</c>; null if nothing
    /// is.</summary>
    public string? FindProblem() => this switch
    {
        { Boot.Ram: var ram } when ram < SmallestRam || ram > LargestRam =>
            "ram: the model takes 256 MiB .. 1024 TiB",
        { Boot.Ram: var ram } when !IsPages(ram) => "ram: not a whole number of pages",
        { Boot.MaxRam: var max } when max > LargestRam || !IsPages(max) =>
            "max_ram: the model takes whole pages up to 1024 TiB",
        { Boot: { PoolSize: var pool, Ram: var ram } } when pool > ByteCount.Min(
            new ByteCount(ram.Value / 2), ByteCount.GiB(2)) =>
            "pool_size: the pool must fit into half of RAM, and into 2 GiB",
        { Boot.PoolSize: var pool } when !IsPages(pool) => "pool_size: not a whole number of pages",
        { Firmware.LowWindowSize: var size } when size > ByteCount.GiB(1024) =>
            "low_window_size: the model takes up to 1 TiB",
        { Firmware.LowWindowSize: var size } when !IsPages(size) =>
            "low_window_size: not a whole number of pages",
        { Firmware.LowWindowBase: var start } when start > HighestLowWindow || !IsPages(
            new ByteCount(start.Value)) =>
            "low_window_base: the model takes whole pages up to 2^48",
        _ => null,
    };

    private bool IsLarge => Boot.Ram > ByteCount.GiB(16);

    private static bool IsPages(ByteCount size) => size.Value % PageSize.Of64K.Bytes.Value == 0;
}
