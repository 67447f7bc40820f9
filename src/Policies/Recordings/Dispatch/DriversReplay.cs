using System.Collections.Immutable;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Machines;
using DmaRules.Runtime.Memory.Swiotlb;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Runs <c>drivers</c>: what the drivers of one boot asked for, one after the other in one
/// PE, and which way their data went. How much they moved is not recorded, so counts are compared
/// only where there is nothing to count.</summary>
internal sealed class DriversReplay(PolicyShelf shelf) : IReplay
{
    public const string Header =
        "run,kernel,cmdline,ddw,device,pci_id,driver,mask_bits,coherent_bits,phase,";

    private const string ByTraffic = "depends on how much the driver moved";
    private const string OwnLimit = "the device's own limit";
    private const string NoDriver = "the device has no driver";
    private const string NoSuch = "the device has no such limit, or none was read";
    private const string NotRead = "empty in the recording: there is no pool, or it cannot be read";
    private const ulong NvmePage = 4096;

    private static readonly string[] Given =
    [
        "run", "kernel", "cmdline", "device", "pci_id", "driver", "mask_bits", "coherent_bits",
        "phase",
    ];

    private static readonly string[] Counts =
        ["H_PUT_TCE", "H_PUT_TCE_INDIRECT", "H_STUFF_TCE"];

    public IEnumerable<ReplayFailure> Run(IEnumerable<string> lines, ReplayTally tally)
    {
        using var reader = lines.GetEnumerator();
        reader.MoveNext();
        var table = new RecordedTable(reader.Current);
        table.Require(
        [
            .. Given, "ddw", "tce_seen", .. Counts, "swiotlb_nslabs", "swiotlb_used_after",
            "swiotlb_hiwater", "max_hw_sectors_kb", "max_segments",
        ]);
        if (table.Problem is { } problem)
        {
            tally.Failed++;
            yield return ReplayFailure.Unreadable("the header", 1, problem);
            yield break;
        }

        foreach (var boot in BootsOf(table, reader))
        {
            foreach (var failure in RunBoot(boot, tally))
            {
                tally.Failed++;
                yield return failure;
            }
        }
    }

    // The rows of a boot stand together; a line that is no row is null.
    private static IEnumerable<List<(RecordedRow? Row, int Line)>> BootsOf(
        RecordedTable table, IEnumerator<string> lines)
    {
        var boot = new List<(RecordedRow? Row, int Line)>();
        for (var number = 2; lines.MoveNext(); number++)
        {
            if (lines.Current.Length == 0)
            {
                continue;
            }

            var row = table.Read(lines.Current, number);
            if (boot.Count > 0 && boot[^1].Row?["run"] != row?["run"])
            {
                yield return boot;
                boot = [];
            }

            boot.Add((row, number));
        }

        if (boot.Count > 0)
        {
            yield return boot;
        }
    }

    private IEnumerable<ReplayFailure> RunBoot(
        List<(RecordedRow? Row, int Line)> boot, ReplayTally tally)
    {
        if (boot[0].Row is not { } first)
        {
            return boot.Select(b => ReplayFailure.Unreadable(
                "row", b.Line, "it has not as many cells as the header"));
        }

        var rows = boot.Select(b => b.Row!).ToList();
        var recorded = new RecordedBoot(shelf, first, poolStart: null);
        var problem = recorded.Problem ?? rows
            .Where(r => MaskOf(r, "mask_bits") is null || MaskOf(r, "coherent_bits") is null)
            .Select(r => $"line {r.Line}: `mask_bits` or `coherent_bits` is no width")
            .FirstOrDefault();
        return problem is null
            ? Compare(rows, recorded.Start(), tally)
            : rows.Select(r => ReplayFailure.Unreadable(IdOf(r), r.Line, problem));
    }

    private static IEnumerable<ReplayFailure> Compare(
        List<RecordedRow> rows, RecordedMachine machine, ReplayTally tally)
    {
        var endpoint = machine.Device.State.Endpoint;
        var devices = rows.Select(r => SetUp(r, machine.Machine, endpoint)).ToList();
        var bounced = false;
        foreach (var (row, device) in rows.Zip(devices))
        {
            var way = WayOf(row, machine.Machine, device);
            bounced |= way is { Bounces: true };
            var sheet = new RowSheet(row, tally);
            foreach (var column in Given)
            {
                sheet.Leave(column, "given to the model");
            }

            sheet.Compare("ddw", machine.DdwState);
            CompareWay(sheet, row, way);
            ComparePool(sheet, row, machine.Machine.Guest.Pool, bounced);
            CompareLimits(sheet, row, machine.Machine, device);
            if (sheet.Failure(IdOf(row)) is { } failure)
            {
                yield return failure;
            }
            else
            {
                tally.Passed++;
            }
        }
    }

    private static Device SetUp(RecordedRow row, Machine machine, PartitionableEndpoint endpoint)
    {
        var device = machine.AddDevice(row["device"], endpoint);
        device.State.MinAlignMask = row["driver"] == "nvme" ? NvmePage - 1 : 0;
        if (row["driver"] != "-")
        {
            machine.Api.Masks.SetMask(device.State, MaskOf(row, "mask_bits")!.Value);
            machine.Api.Masks.SetCoherentMask(device.State, MaskOf(row, "coherent_bits")!.Value);
        }

        return device;
    }

    // Null: nothing is moved through the DMA API. Virtio devices use it only where they are told
    // that an IOMMU is in the way (facts/kernel-dispatch.md 7).
    private static DriverWay? WayOf(RecordedRow row, Machine machine, Device device)
    {
        if (row["driver"] == "-"
            || row["device"].Contains("(no iommu_platform)", StringComparison.Ordinal))
        {
            return null;
        }

        var request = new DmaRequest(machine.Spec.Buffers, new ByteCount(NvmePage));
        var path = machine.Api.DecidePath(device.State, DmaOp.Map, request);
        var isByTces = path.Action == PathAction.Iommu;
        return new DriverWay(isByTces, !isByTces && machine.Guest.Boot.ForcesBounce);
    }

    private static void CompareWay(RowSheet sheet, RecordedRow row, DriverWay? way)
    {
        var hasDriver = row["driver"] != "-";
        sheet.Compare(
            "tce_seen", !hasDriver ? "-" : way is { IsByTces: true } ? "tce" : "direct-or-none");
        foreach (var column in Counts)
        {
            if (!hasDriver)
            {
                sheet.Leave(column, NoDriver);
            }
            else if (way is { IsByTces: true })
            {
                sheet.Leave(column, ByTraffic);
            }
            else
            {
                sheet.Compare(column, "0");
            }
        }
    }

    private static void ComparePool(RowSheet sheet, RecordedRow row, SwiotlbPool pool, bool bounced)
    {
        foreach (var column in (string[])
            ["swiotlb_nslabs", "swiotlb_used_after", "swiotlb_hiwater"])
        {
            var isSize = column == "swiotlb_nslabs";
            if (row[column].Length == 0 && (!pool.Exists || !isSize || row["driver"] == "-"))
            {
                sheet.Leave(column, NotRead);
            }
            else if (isSize)
            {
                sheet.Compare(column, RecordedMachine.Decimal((long)pool.Slots.Value));
            }
            else if (bounced)
            {
                sheet.Leave(column, ByTraffic);
            }
            else
            {
                sheet.Compare(column, "0");
            }
        }
    }

    // A request is at most what can be bounced, and has an entry for each page that it may touch.
    private static void CompareLimits(
        RowSheet sheet, RecordedRow row, Machine machine, Device device)
    {
        var most = row["driver"] == "nvme" ? machine.Api.MaxMappingSize(device.State) : null;
        foreach (var column in (string[])["max_hw_sectors_kb", "max_segments"])
        {
            if (row[column].Length == 0)
            {
                sheet.Leave(column, NoSuch);
            }
            else if (most is not { } size)
            {
                sheet.Leave(column, OwnLimit);
            }
            else
            {
                var isCount = column == "max_segments";
                var limit = isCount ? (size.Value / NvmePage) + 1 : size.Value >> 10;
                sheet.Compare(column, RecordedMachine.Decimal((long)limit));
            }
        }
    }

    private static DmaMask? MaskOf(RecordedRow row, string column) =>
        int.TryParse(row[column], out var bits) && bits is >= 1 and <= 64
            ? DmaMask.OfBits(bits)
            : null;

    private static string IdOf(RecordedRow row) => $"{row["run"]} {row["device"]}";

    private sealed record DriverWay(bool IsByTces, bool Bounces);
}
