using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Runs <c>dispatch_rows</c>: a row for everything that was seen within a step.</summary>
internal sealed class DispatchRowsReplay(PolicyShelf shelf) : DispatchReplay(shelf)
{
    public const string Header =
        "run,kernel,page_size,mem,qemu_extra,cmdline,step,mask_bits,coh_bits,seq,req_called,"
        + "set_mask_rc,set_coherent_rc,dev_mask,";

    private const ulong MostBytes = 1UL << 28;
    private const ulong MostAddress = 1UL << 50;
    private const int ReachRows = 4;

    private static readonly ImmutableArray<string> Kinds =
        ["map", "coh", "sg", "sge", "res", "reach"];

    protected override IEnumerable<string> GivenHere =>
        ["kind", "size", "orig_offset", "phys", "pool_start"];

    protected override IEnumerable<string> Answers =>
        ["dma", "path", "edu_head", "edu_tail", "extra"];

    protected override PhysAddr? PoolStartOf(RecordedRow row) =>
        Address(row["pool_start"]) is { } start and > 0 and < MostAddress
            ? new PhysAddr(start)
            : null;

    protected override string? FindProblemOf(ImmutableArray<RecordedRow> step)
    {
        foreach (var (index, row) in step.Index())
        {
            if (!Kinds.Contains(row["kind"]))
            {
                return $"line {row.Line}: `kind` is `{row["kind"]}`, none of "
                    + string.Join(", ", Kinds);
            }

            if (row["kind"] is "map" or "coh" && SizeOf(row) is null)
            {
                return $"line {row.Line}: `size` is `{row["size"]}`, no size of 1 B to 256 MiB";
            }

            if (row["kind"] is not "sg" && !(Address(row["phys"]) < MostAddress))
            {
                return $"line {row.Line}: `phys` is `{row["phys"]}`, no address";
            }

            var isBehindList = index > 0 && step[index - 1]["kind"] is "sg" or "sge";
            if (row["kind"] == "sge" && !isBehindList)
            {
                return $"line {row.Line}: an entry of a list stands behind no list";
            }
        }

        return step.Count(r => r["kind"] == "reach") % ReachRows == 0
            ? null
            : $"line {step[^1].Line}: the device's reach takes {ReachRows} rows";
    }

    protected override IEnumerable<(ProbeAction, ImmutableArray<RecordedRow>)> ActionsOf(
        ImmutableArray<RecordedRow> step, RecordedMachine boot)
    {
        for (var at = 0; at < step.Length;)
        {
            var length = step[at]["kind"] switch
            {
                "sg" => 1 + step.Skip(at + 1).TakeWhile(r => r["kind"] == "sge").Count(),
                "reach" => Math.Min(ReachRows, step.Length - at),
                _ => 1,
            };
            var rows = step.Slice(at, length);
            yield return (ActionOf(rows), rows);
            at += length;
        }
    }

    protected override IEnumerable<(RecordedRow Row, string Column, string Value)> Expect(
        IReadOnlyList<PlayedAction> played)
    {
        foreach (var (_, rows, results) in played)
        {
            foreach (var (index, row) in rows.Index())
            {
                // A list that became more or fewer entries says so in its own row.
                var result = index < results.Count
                    ? results[index]
                    : new ProbeResult("none", "none", "", "", "none");
                yield return (row, "path", result.Path);
                yield return (row, "dma", result.Bus);
                yield return (row, "edu_head", result.Head);
                yield return (row, "edu_tail", result.Tail);
                yield return (row, "extra", result.Extra);
                if (result.Size is { } size)
                {
                    yield return (row, "size", size);
                }
            }
        }
    }

    private static ProbeAction ActionOf(ImmutableArray<RecordedRow> rows)
    {
        var first = rows[0];
        var kind = first["kind"] switch
        {
            "map" => ProbeKind.Map,
            "coh" => ProbeKind.Alloc,
            "sg" => ProbeKind.List,
            "res" => ProbeKind.Resource,
            _ => ProbeKind.Reach,
        };
        var told = kind == ProbeKind.List ? rows.Skip(1) : rows.Take(1);
        return new ProbeAction(
            kind,
            SizeOf(first) ?? 0,
            [.. told.Select(r => new PhysAddr(Address(r["phys"]) ?? 0))]);
    }

    private static ulong? SizeOf(RecordedRow row) =>
        ulong.TryParse(
            row["size"], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
        && size is > 0 and <= MostBytes
            ? size
            : null;
}
