using System.Globalization;
using DmaRules.Runtime.Memory.Iommu;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Logs;

/// <summary>Runs the log of a TCE table (facts/kernel-dispatch.md 3.5), entry by entry.</summary>
internal sealed class TceLogReplay : LogReplay
{
    private const int MostBits = 64;
    private readonly Dictionary<ulong, ByteCount> _sizes = [];
    private IommuTable? _table;
    private TceRequest _device;
    private PageSize _page;
    private FieldTally[] _ofThePool = [];
    private FieldTally? _bus;
    private FieldTally? _result;
    private (ulong Start, ulong Hint, ulong End)[] _before = [];

    protected override void Open(LogHeader header, ReplayTally tally)
    {
        _page = header.ReadPageSize();
        var bits = (int)header.Number("bits", MostBits);
        if (bits == 0)
        {
            header.Complain("`bits=0` is no mask");
        }

        if (ReadTable(header) is not { } table || header.Problem is not null)
        {
            return;
        }

        _table = table;
        _device = new TceRequest(default, default, TceAccess.Read, DmaMask.OfBits(bits))
        {
            BoundaryMask = header.Number("seg_boundary"),
        };
        _before = new (ulong, ulong, ulong)[table.Pools!.Count + 1];
        var end = table.BusBase + (table.Size * table.PageSize);
        Compare(tally.Of("nr_pools"), header.Number("nr_pools"), (ulong)table.Pools.Count);
        Compare(tally.Of("poolsize"), header.Number("poolsize"), table.Pools.EndOf(0), isHex: true);
        Compare(tally.Of("start"), header.Number("start"), table.BusBase.Value, isHex: true);
        Compare(tally.Of("end"), header.Number("end"), end.Value, isHex: true);
        (_bus, _result) = (tally.Of("dma"), tally.Of("result"));
        _ofThePool =
        [
            tally.Of("pool_offset"), tally.Of("slot"), tally.Of("in_slot_offset"), tally.Of("used"),
        ];
    }

    protected override ulong? Map(in LogOperation operation)
    {
        for (var pool = 0; pool < _before.Length; pool++)
        {
            _before[pool] = _table!.Pools!.At(pool);
        }

        var start = new PhysAddr(operation.Original!.Value);
        var size = new ByteCount(operation.Size);
        var request = _device with
        {
            Start = start,
            Size = size,
            AlignOrder = _table!.AlignOrderFor(start, size, _page),
            Cpu = operation.Cpu,
        };
        if (!_table.TryMap(request, out var bus))
        {
            return null;
        }

        _sizes[operation.Id] = size;
        return bus.Value;
    }

    protected override void Unmap(in LogOperation operation, ulong bus)
    {
        _sizes.Remove(operation.Id, out var size);
        _table!.Unmap(new BusAddr(bus), size);
    }

    protected override void CompareRest(in LogOperation operation, ulong? bus)
    {
        Compare(_bus!, operation.Bus, bus, isHex: true);
        var done = operation.IsMap ? LogResult.OkNoPool : LogResult.Ok;
        Compare(_result!, operation.Result, bus is null ? LogResult.Error : done);
        Compare(_ofThePool[0], operation.PoolOffset, null, isHex: true);
        Compare(_ofThePool[1], operation.Slot, null);
        Compare(_ofThePool[2], operation.InSlot, null);
        Compare(_ofThePool[3], operation.Used, 0);
    }

    protected override IEnumerable<string> Describe(LogOperation operation)
    {
        for (var pool = 0; operation.IsMap && pool < _before.Length; pool++)
        {
            var (start, hint, end) = _before[pool];
            var name = pool == _before.Length - 1 ? "the large pool" : $"pool {pool}";
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"before it, {name}, entries {start} to {end - 1}: next {hint}");
        }

        yield return string.Create(
            CultureInfo.InvariantCulture, $"after it, {_table!.Used.Value} entries are in use");
    }

    private static IommuTable? ReadTable(LogHeader header)
    {
        var shift = (int)header.Number("page_shift", 40);
        var entries = header.Number("size_pages", 1UL << 40);
        var first = header.Number("offset_pages", 1UL << 40);
        if (shift < 12 || entries < 4 || first + entries > 1UL << (MostBits - 2 - shift))
        {
            header.Complain(
                $"page_shift={shift}, offset_pages={first}, size_pages={entries} is no table");
        }

        return header.Problem is null
            ? new IommuTable(
                new BusAddr(first << shift), new TceCount(entries), PageSize.OfShift(shift))
            : null;
    }
}
