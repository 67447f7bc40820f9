using System.Collections.Immutable;
using System.Globalization;
using DmaRules.Policies.Library;
using DmaRules.Policies.Recordings.Logs;
using DmaRules.Runtime.Dma;
using DmaRules.Runtime.Units;

namespace DmaRules.Policies.Recordings.Dispatch;

/// <summary>Runs what a device and its driver were seen to do on booted kernels: boot by boot, and
/// within one step by step, in order, since each leaves the machine to the next.</summary>
internal abstract class DispatchReplay(PolicyShelf shelf) : IReplay
{
    private const string Given = "given to the model";
    private const string Empty = "empty in the recording: it could not be read there";

    private static readonly string[] GivenToAll =
    [
        "run", "kernel", "page_size", "mem", "qemu_extra", "cmdline", "step", "mask_bits",
        "coh_bits", "seq", "req_called",
    ];

    private readonly List<ReplayFailure> _unreadable = [];
    private RecordedBoot? _boot;

    /// <summary>The columns that are given besides those of every file.</summary>
    protected abstract IEnumerable<string> GivenHere { get; }

    /// <summary>The columns that only this kind of file has, and that are compared.</summary>
    protected abstract IEnumerable<string> Answers { get; }

    public IEnumerable<ReplayFailure> Run(IEnumerable<string> lines, ReplayTally tally)
    {
        using var reader = lines.GetEnumerator();
        reader.MoveNext();
        var table = new RecordedTable(reader.Current);
        table.Require([.. GivenToAll, .. GivenHere, "set_mask_rc", "set_coherent_rc", .. Answers]);
        if (table.Problem is { } problem)
        {
            tally.Failed++;
            yield return ReplayFailure.Unreadable("the header", 1, problem);
            yield break;
        }

        foreach (var step in StepsOf(Rows(table, reader, tally)))
        {
            foreach (var failure in RunStep(step, tally))
            {
                tally.Failed++;
                yield return failure;
            }
        }

        foreach (var failure in _unreadable)
        {
            tally.Failed++;
            yield return failure;
        }
    }

    /// <summary>What the module did in a step; complains of what is none.</summary>
    protected abstract IEnumerable<(ProbeAction, ImmutableArray<RecordedRow>)> ActionsOf(
        ImmutableArray<RecordedRow> step, RecordedMachine boot);

    /// <summary>What the rows of a step should say of what came of its actions, by row and
    /// column.</summary>
    protected abstract IEnumerable<(RecordedRow Row, string Column, string Value)> Expect(
        IReadOnlyList<PlayedAction> played);

    /// <summary>Where the pool lay; null if the file does not tell.</summary>
    protected abstract PhysAddr? PoolStartOf(RecordedRow row);

    private IEnumerable<RecordedRow> Rows(
        RecordedTable table, IEnumerator<string> lines, ReplayTally tally)
    {
        for (var number = 2; lines.MoveNext(); number++)
        {
            if (lines.Current.Length == 0)
            {
                continue;
            }

            if (table.Read(lines.Current, number) is { } row)
            {
                yield return row;
            }
            else
            {
                _unreadable.Add(ReplayFailure.Unreadable(
                    "row", number, $"it has not the {table.Columns.Length} cells of the header"));
            }
        }
    }

    private static IEnumerable<ImmutableArray<RecordedRow>> StepsOf(IEnumerable<RecordedRow> rows)
    {
        var step = ImmutableArray.CreateBuilder<RecordedRow>();
        foreach (var row in rows)
        {
            if (step.Count > 0
                && (step[0]["run"] != row["run"] || step[0]["step"] != row["step"]))
            {
                yield return step.DrainToImmutable();
            }

            step.Add(row);
        }

        if (step.Count > 0)
        {
            yield return step.DrainToImmutable();
        }
    }

    private IEnumerable<ReplayFailure> RunStep(ImmutableArray<RecordedRow> step, ReplayTally tally)
    {
        if (_boot?.Run != step[0]["run"])
        {
            _boot = new RecordedBoot(shelf, step[0], PoolStartOf(step[0]));
        }

        if ((_boot.Problem ?? FindProblem(step)) is { } problem)
        {
            return step.Select(r => ReplayFailure.Unreadable(IdOf(r), r.Line, problem));
        }

        return Compare(step, _boot.Play(step, Play), tally);
    }

    // Every row's columns and what the model says of them.
    private RowAnswers Play(
        ImmutableArray<RecordedRow> step, RecordedMachine machine, ImmutableArray<int> cpus)
    {
        var calls = machine.Machine.Guest.Hypercalls;
        var before = (calls.PutTce, calls.ClearTces, calls.PutTceLists);
        machine.BeginStep();
        machine.Machine.Guest.Cpu = cpus[0];
        var codes = MasksOf(step[0])!.Play(machine.Machine.Api.Masks, machine.Device.State);
        List<(string, string)> common =
        [
            ("set_mask_rc", RecordedMachine.Decimal(codes.Streaming)),
            ("set_coherent_rc", RecordedMachine.Decimal(codes.Coherent)),
            .. machine.State(),
        ];
        var player = new ProbePlayer(machine);
        var played = new List<PlayedAction>();
        foreach (var (action, rows) in ActionsOf(step, machine))
        {
            machine.Machine.Guest.Cpu = cpus[Math.Min(played.Count, cpus.Length - 1)];
            played.Add(new PlayedAction(action, rows, player.Play(action)));
        }

        var pool = machine.Machine.Guest.Pool;
        common.AddRange(
        [
            ("H_PUT_TCE", Text(calls.PutTce - before.PutTce)),
            ("H_STUFF_TCE", Text(calls.ClearTces - before.ClearTces)),
            ("H_PUT_TCE_INDIRECT", Text(calls.PutTceLists - before.PutTceLists)),
            ("swiotlb_used", Text(pool.Used.Value)),
            ("swiotlb_hiwater", Text(pool.HighWater.Value)),
        ]);
        var answers = new RowAnswers(step, common) { Actions = [.. played.Select(p => p.Rows)] };
        foreach (var (row, column, value) in Expect(played))
        {
            answers.Add(row, column, value);
        }

        return answers;
    }

    private static IEnumerable<ReplayFailure> Compare(
        ImmutableArray<RecordedRow> step, RowAnswers answers, ReplayTally tally)
    {
        foreach (var row in step)
        {
            var differences = ImmutableArray.CreateBuilder<RecordedDifference>();
            foreach (var (column, value) in answers.Of(row).Where(a => row.Table.Has(a.Column)))
            {
                Compare(row, column, value, tally.Of(column), differences);
            }

            foreach (var column in row.Table.Columns.Except(answers.Of(row).Select(a => a.Column)))
            {
                tally.Of(column).Leave(Given);
            }

            if (differences.Count == 0)
            {
                tally.Passed++;
                continue;
            }

            yield return new ReplayFailure(IdOf(row), row.Line, null, differences.ToImmutable())
            {
                Context = [$"{row["run"]}: {row["cmdline"]} {row["qemu_extra"]}".Trim()],
            };
        }
    }

    private static void Compare(
        RecordedRow row,
        string column,
        string value,
        FieldTally tally,
        ImmutableArray<RecordedDifference>.Builder differences)
    {
        if (!row.Tells(column))
        {
            tally.Leave(Empty);
            return;
        }

        tally.Compared++;
        if (row[column] != value)
        {
            tally.Differing++;
            differences.Add(new RecordedDifference(column, row[column], value));
        }
    }

    private string? FindProblem(ImmutableArray<RecordedRow> step)
    {
        var first = step[0];
        foreach (var row in step)
        {
            if (GivenToAll.FirstOrDefault(c => row[c] != first[c]) is { } column)
            {
                return $"line {row.Line}: `{column}` is `{row[column]}`, and was "
                    + $"`{first[column]}` in the same step";
            }
        }

        return MasksOf(first) is null
            ? "`mask_bits`, `coh_bits`, `seq` or `req_called` is none"
            : FindProblemOf(step);
    }

    /// <summary>What is wrong with a step's own columns; null if nothing is.</summary>
    protected abstract string? FindProblemOf(ImmutableArray<RecordedRow> step);

    private static MaskStep? MasksOf(RecordedRow row) =>
        Bits(row["mask_bits"]) is { } streaming
        && Bits(row["coh_bits"]) is { } coherent
        && row["seq"] is ['0' or '1' or '2' or '3'] seq
        && row["req_called"] is "0" or "1"
            ? new MaskStep(
                DmaMask.OfBits(streaming),
                DmaMask.OfBits(coherent),
                (MaskOrder)(seq[0] - '0'),
                row["req_called"] == "1")
            : null;

    private static int? Bits(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bits)
        && bits is >= 1 and <= 64
            ? bits
            : null;

    protected static ulong? Address(string text) =>
        text.StartsWith("0x", StringComparison.Ordinal) && LogNumber.TryRead(text, out var number)
            ? number
            : null;

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);

    private static string IdOf(RecordedRow row) =>
        $"{row["run"]} step {row["step"]}"
        + (row.Table.Has("kind") ? $" {row["kind"]} {row["size"]}".TrimEnd() : "");
}
