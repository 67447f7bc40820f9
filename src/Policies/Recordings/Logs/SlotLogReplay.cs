using System.Globalization;
using System.Text;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Logs;

/// <summary>Runs the log of a bounce pool (facts/swiotlb-and-traces.md 1), slot by slot.</summary>
internal sealed class SlotLogReplay : LogReplay
{
    private const ulong MostAreas = 1 << 12;

    private readonly SwiotlbPool _pool = new();
    private SlotRequest _device;
    private Columns? _columns;
    private bool _saysUsed;
    private SlotSearchEnd _end;
    private (int Area, int Hint, int Used) _before;

    protected override void Open(LogHeader header, ReplayTally tally)
    {
        _columns = new Columns(tally);
        var layout = ReadLayout(header);
        _device = new SlotRequest(default, default, new BusAddr(
            unchecked(layout.Start.Value + header.Number("dma_offset", 1UL << 62))))
        {
            MinAlignMask = ReadMask(header, "min_align_mask", (1 << 18) - 1),
            BoundaryMask = ReadMask(header, "seg_boundary", ulong.MaxValue),
        };
        if (header.Problem is null)
        {
            _saysUsed = layout.Generation != SwiotlbGeneration.V61;
            _pool.Reset(layout);
            Compare(
                tally.Of("area_nslabs"),
                header.Number("area_nslabs"),
                layout.Slots.Value / (ulong)layout.Areas);
            Compare(
                tally.Of("max_map"),
                header.Number("max_map"),
                SwiotlbPool.MaxMappingFor(_device.MinAlignMask).Value);
        }
    }

    protected override ulong? Map(in LogOperation operation)
    {
        var area = operation.Cpu & (_pool.Layout.Areas - 1);
        var (hint, used) = _pool.AreaAt(area);
        _before = (area, hint, used);
        var request = _device with
        {
            Original = new PhysAddr(operation.Original!.Value),
            Size = new ByteCount(operation.Size),
            Cpu = operation.Cpu,
        };
        _end = _pool.TryTake(request, out var copy);
        return _end == SlotSearchEnd.Found
            ? unchecked(_device.PoolBus.Value + (copy - _pool.Start).Value)
            : null;
    }

    protected override void Unmap(in LogOperation operation, ulong bus) =>
        _pool.Release(new PhysAddr(_pool.Start.Value + OffsetOf(bus)));

    protected override void CompareRest(in LogOperation operation, ulong? bus)
    {
        var to = _columns!;
        Compare(to.Bus, operation.Bus, bus, isHex: true);
        Compare(to.Result, operation.Result, bus is not null ? LogResult.Ok
            : _end == SlotSearchEnd.Endless ? LogResult.Endless
            : LogResult.Error);
        var offset = operation.IsMap && bus is { } at ? OffsetOf(at) : default(ulong?);
        Compare(to.Offset, operation.PoolOffset, offset, isHex: true);
        Compare(to.Slot, operation.Slot, offset >> 11);
        Compare(to.InSlot, operation.InSlot, offset & (SlotCount.SlotSize.Value - 1));
        if (_saysUsed)
        {
            Compare(to.Used, operation.Used, _pool.Used.Value);
        }
        else
        {
            to.Used.Leave("6.1 does not let it be read: the log has 0");
        }
    }

    protected override IEnumerable<string> Describe(LogOperation operation)
    {
        var (area, hint, used) = _before;
        if (operation.IsMap)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"before it, area {area} of {_pool.Layout.Areas}: {used} of "
                + $"{_pool.Slots.Value / (ulong)_pool.Layout.Areas} slots in use, next {hint}");
        }

        if (operation.Slot < _pool.Slots.Value)
        {
            var segment = (int)(operation.Slot / SwiotlbPool.SegmentSlots);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"after it, segment {segment}, where it was: {RunsOf(segment)}");
        }
    }

    // Free and taken slots of a segment, run by run.
    private string RunsOf(int segment)
    {
        var text = new StringBuilder();
        var end = (segment + 1) * (int)SwiotlbPool.SegmentSlots;
        for (var slot = end - (int)SwiotlbPool.SegmentSlots; slot < end;)
        {
            var free = _pool.FreeFrom(slot);
            var length = Math.Max(1, free);
            while (free == 0 && slot + length < end && _pool.FreeFrom(slot + length) == 0)
            {
                length++;
            }

            var word = free > 0 ? "free" : "taken";
            text.Append(CultureInfo.InvariantCulture, $"{length} {word}, ");
            slot += length;
        }

        return text.ToString().TrimEnd(' ', ',');
    }

    private ulong OffsetOf(ulong bus) => unchecked(bus - _device.PoolBus.Value);

    private static PoolLayout ReadLayout(LogHeader header)
    {
        var slots = header.Number("nslabs", PoolLayout.MostSlots.Value);
        var areas = header.Number("nareas", MostAreas);
        if (!ulong.IsPow2(areas) || slots == 0 || slots % (areas * SwiotlbPool.SegmentSlots) != 0)
        {
            header.Complain($"nslabs={slots} cannot be cut into nareas={areas} of whole segments");
        }

        var bounce = header.Kernel?.Bounce;
        if (header.Number("used0") != 0 || bounce is null)
        {
            header.Complain(
                "the pool was in use before the first operation, or the kernel has none");
        }

        return new PoolLayout(
            new PhysAddr(header.Number("pool_start", 1UL << 56)),
            new SlotCount(slots),
            (int)areas,
            header.ReadPageSize(),
            bounce?.Generation ?? default);
    }

    private static ulong ReadMask(LogHeader header, string name, ulong most)
    {
        var mask = header.Number(name, most);
        if ((mask & unchecked(mask + 1)) != 0)
        {
            header.Complain($"{name}={LogNumber.Hex(mask)} is not one less than a power of two");
        }

        return mask;
    }

    private sealed class Columns(ReplayTally tally)
    {
        public FieldTally Bus { get; } = tally.Of("dma");

        public FieldTally Offset { get; } = tally.Of("pool_offset");

        public FieldTally Slot { get; } = tally.Of("slot");

        public FieldTally InSlot { get; } = tally.Of("in_slot_offset");

        public FieldTally Used { get; } = tally.Of("used");

        public FieldTally Result { get; } = tally.Of("result");
    }
}
