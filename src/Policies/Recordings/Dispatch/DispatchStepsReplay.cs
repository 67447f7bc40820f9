using System.Collections.Immutable;
using DmaRules.Policies.Library;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Runs <c>dispatch_steps</c>: a row for each step, with what its rows come to.</summary>
internal sealed class DispatchStepsReplay(PolicyShelf shelf) : DispatchReplay(shelf)
{
    public const string Header =
        "run,kernel,page_size,mem,qemu_extra,cmdline,step,mask_bits,coh_bits,seq,req_called,"
        + "set_mask_rc,set_coherent_rc,bypass,";

    private const ulong Small = 4096;
    private const ulong OverMost = (256 << 10) + 1;
    private const string None = "-";

    protected override IEnumerable<string> GivenHere => [];

    protected override IEnumerable<string> Answers =>
    [
        "map_small", "map_over_256k", "map_edu", "coherent", "coherent_edu", "sg_mapped_of_4",
        "resource", "reach_mapped", "reach_stale", "reach_rawphys", "reach_rawphys_plus_offset",
    ];

    protected override PhysAddr? PoolStartOf(RecordedRow row) => null;

    protected override string? FindProblemOf(ImmutableArray<RecordedRow> step) =>
        step.Length == 1 ? null : $"line {step[1].Line}: the step was on the line before";

    protected override IEnumerable<(ProbeAction, ImmutableArray<RecordedRow>)> ActionsOf(
        ImmutableArray<RecordedRow> step, RecordedMachine boot)
    {
        var sizes = ProbeSizes.Of(step[0]);
        var place = boot.Elsewhere(0);
        foreach (var (size, offset) in sizes.Maps)
        {
            yield return Action(ProbeKind.Map, size, boot.Buffers + new ByteCount(offset));
        }

        foreach (var size in sizes.Allocations)
        {
            yield return Action(ProbeKind.Alloc, size, place);
        }

        yield return Action(ProbeKind.List, 0, place);
        yield return Action(ProbeKind.Resource, 0, boot.Registers);
        yield return Action(ProbeKind.Reach, 0, place);

        (ProbeAction, ImmutableArray<RecordedRow>) Action(
            ProbeKind kind, ulong size, PhysAddr at) =>
            (new ProbeAction(kind, size, [at]), step);
    }

    protected override IEnumerable<(RecordedRow Row, string Column, string Value)> Expect(
        IReadOnlyList<PlayedAction> played)
    {
        var row = played[0].Rows[0];
        var maps = Of(ProbeKind.Map);
        var allocations = Of(ProbeKind.Alloc);
        var list = Of(ProbeKind.List)[0].Result.Extra;
        yield return (row, "map_small", maps.Find(m => m.Size == Small).Result.Path);
        yield return (
            row, "map_over_256k", maps.Find(m => m.Size >= OverMost).Result?.Path ?? None);
        yield return (row, "map_edu", Arrived(maps));
        yield return (row, "coherent", allocations.Find(a => a.Size == Small).Result.Path);
        yield return (row, "coherent_edu", Arrived(allocations));
        yield return (row, "sg_mapped_of_4", list[(list.LastIndexOf('=') + 1)..]);
        yield return (row, "resource", Of(ProbeKind.Resource)[0].Result.Path);
        var reach = played.First(p => p.Action.Kind == ProbeKind.Reach).Results;
        foreach (var (index, column) in Answers.Skip(7).Index())
        {
            yield return (row, column, reach[index].Extra.Split(':')[1]);
        }

        List<(ulong Size, ProbeResult Result)> Of(ProbeKind kind) =>
        [
            .. played.Where(p => p.Action.Kind == kind)
                .Select(p => (p.Action.Size, p.Results[0])),
        ];
    }

    private static string Arrived(List<(ulong Size, ProbeResult Result)> results)
    {
        var words = results.SelectMany(r => new[] { r.Result.Head, r.Result.Tail }).ToList();
        return words.Contains("BAD") ? "BAD" : words.Contains("ok") ? "ok" : None;
    }
}
