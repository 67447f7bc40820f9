using System.Collections.Immutable;
using System.Globalization;

namespace DmaRules.Policies.Recordings.Logs;

/// <summary>Runs an allocator log: a header that says what the allocator was given, then one
/// operation a line. After the first difference the allocators are not in the same state any more,
/// so there it ends.</summary>
internal abstract class LogReplay : IReplay
{
    private const string Given = "given to the model";
    private const string GivenAtMap = "given to the model with the map";

    private readonly Dictionary<ulong, (ulong Bus, ulong Size)> _live = [];
    private readonly List<RecordedDifference> _differences = [];
    private FieldTally? _sizeAtUnmap;
    private ulong _next;

    public IEnumerable<ReplayFailure> Run(IEnumerable<string> lines, ReplayTally tally)
    {
        using var reader = lines.GetEnumerator();
        var header = LogHeader.Read(reader);
        if (header.Problem is null)
        {
            Open(header, tally);
        }

        var failure = header.Problem is { } problem
            ? ReplayFailure.Unreadable("the header", header.Line, problem)
            : RunAll(reader, header.Line, tally);
        if (failure is not null)
        {
            tally.Failed++;
            yield return failure;
        }

        while (reader.MoveNext())
        {
            tally.Left += reader.Current.Length > 0 ? 1 : 0;
        }
    }

    /// <summary>Makes the allocator; complains to the header of what it cannot be given.</summary>
    protected abstract void Open(LogHeader header, ReplayTally tally);

    /// <summary>Maps; gives the bus address, or null where it is refused.</summary>
    protected abstract ulong? Map(in LogOperation operation);

    /// <summary>Ends the mapping that was made at an address.</summary>
    protected abstract void Unmap(in LogOperation operation, ulong bus);

    /// <summary>Compares what else the log says of an operation.</summary>
    protected abstract void CompareRest(in LogOperation operation, ulong? bus);

    /// <summary>The allocator's state as an operation met it, a line each.</summary>
    protected abstract IEnumerable<string> Describe(LogOperation operation);

    protected void Compare(FieldTally field, ulong? recorded, ulong? model, bool isHex = false)
    {
        field.Compared++;
        if (recorded != model)
        {
            field.Differing++;
            _differences.Add(
                new RecordedDifference(field.Name, Show(recorded, isHex), Show(model, isHex)));
        }
    }

    protected void Compare(FieldTally field, string recorded, string model)
    {
        field.Compared++;
        if (recorded != model)
        {
            field.Differing++;
            _differences.Add(new RecordedDifference(field.Name, recorded, model));
        }
    }

    private static string Show(ulong? value, bool isHex) => value is not { } number
        ? "-"
        : isHex ? LogNumber.Hex(number) : number.ToString(CultureInfo.InvariantCulture);

    private ReplayFailure? RunAll(IEnumerator<string> lines, int line, ReplayTally tally)
    {
        if (_differences.Count > 0)
        {
            return new ReplayFailure("the header", line, null, [.. _differences]);
        }

        var before = tally.Passed;
        _sizeAtUnmap = tally.Of("size");
        ReplayFailure? failure = null;
        while (failure is null && lines.MoveNext())
        {
            line++;
            if (lines.Current.Length == 0)
            {
                continue;
            }

            failure = LogOperation.Read(lines.Current, out var operation) is { } problem
                ? ReplayFailure.Unreadable("operation", line, problem)
                : RunOne(operation, lines.Current, line);
            tally.Passed += failure is null ? 1 : 0;
        }

        var count = tally.Passed - before + (failure is null ? 0 : 1);
        foreach (var name in (string[])["n", "op", "id", "orig_phys", "cpu"])
        {
            tally.Of(name).Leave(Given, count);
        }

        tally.Of("size").Leave(GivenAtMap, count - tally.Of("size").Compared);

        return failure;
    }

    private ReplayFailure? RunOne(in LogOperation operation, string text, int line)
    {
        if (FindProblem(operation) is { } problem)
        {
            return ReplayFailure.Unreadable(NameOf(operation), line, problem);
        }

        _next = operation.Number + 1;
        ulong? made;
        if (!operation.IsMap)
        {
            _live.Remove(operation.Id, out var live);
            made = live.Bus;
            Unmap(operation, live.Bus);
            Compare(_sizeAtUnmap!, operation.Size, live.Size);
        }
        else if ((made = Map(operation)) is { } bus)
        {
            _live.Add(operation.Id, (bus, operation.Size));
        }

        CompareRest(operation, made);
        if (_differences.Count == 0)
        {
            return null;
        }

        return new ReplayFailure(NameOf(operation), line, null, [.. _differences])
        {
            Context = [text, .. Describe(operation)],
        };
    }

    private string? FindProblem(in LogOperation operation)
    {
        if (operation.Number < _next)
        {
            return $"`n` is {operation.Number}, and {_next - 1} came before it";
        }

        var isLive = _live.ContainsKey(operation.Id);
        return isLive == !operation.IsMap
            ? null
            : isLive ? $"the mapping {operation.Id} is still there"
            : $"there is no mapping {operation.Id}";
    }

    private static string NameOf(in LogOperation operation) => string.Create(
        CultureInfo.InvariantCulture, $"operation {operation.Number}");
}
