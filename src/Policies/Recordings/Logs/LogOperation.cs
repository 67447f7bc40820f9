namespace DmaRules.Policies.Recordings.Logs;

/// <summary>One operation of an allocator log. What the log leaves out (<c>-</c>) is
/// null.</summary>
internal readonly record struct LogOperation(
    ulong Number,
    bool IsMap,
    ulong Id,
    ulong Size,
    ulong? Original,
    ulong? Bus,
    ulong? PoolOffset,
    ulong? Slot,
    ulong? InSlot,
    ulong Used,
    int Cpu,
    string Result)
{
    private const int Cells = 12;
    private const ulong MostBytes = 1UL << 40;
    private const ulong MostCpus = 1 << 16;

    /// <summary>Reads a line; or says which of its cells is none.</summary>
    public static string? Read(string line, out LogOperation operation)
    {
        operation = default;
        Span<Range> cuts = stackalloc Range[Cells + 1];
        var text = line.AsSpan();
        if (text.Split(cuts, ',') != Cells)
        {
            return $"this has not the {Cells} cells of `{LogHeader.Columns}`";
        }

        var reader = new CellReader(text, cuts);
        operation = new LogOperation(
            reader.Number(0, ulong.MaxValue),
            reader.IsMap(1),
            reader.Number(2, ulong.MaxValue),
            reader.Number(3, MostBytes),
            reader.Optional(4),
            reader.Optional(5),
            reader.Optional(6),
            reader.Optional(7),
            reader.Optional(8),
            reader.Number(9, ulong.MaxValue),
            (int)reader.Number(10, MostCpus),
            reader.Result(11));
        return reader.Problem
            ?? (operation.IsMap == operation.Original is null
                ? "`orig_phys` stands with a map, and only there"
                : operation.Size == 0 ? "`size` is 0" : null);
    }

    private ref struct CellReader(ReadOnlySpan<char> text, ReadOnlySpan<Range> cuts)
    {
        private readonly ReadOnlySpan<char> _text = text;
        private readonly ReadOnlySpan<Range> _cuts = cuts;

        public string? Problem { get; private set; }

        public ulong Number(int cell, ulong most)
        {
            if (LogNumber.TryRead(_text[_cuts[cell]], out var number) && number <= most)
            {
                return number;
            }

            Complain(cell, "no number that can be");
            return 0;
        }

        public ulong? Optional(int cell) =>
            _text[_cuts[cell]] is "-" ? null : Number(cell, ulong.MaxValue);

        public bool IsMap(int cell)
        {
            var isMap = _text[_cuts[cell]] is "map";
            if (!isMap && _text[_cuts[cell]] is not "unmap")
            {
                Complain(cell, "neither `map` nor `unmap`");
            }

            return isMap;
        }

        public string Result(int cell)
        {
            foreach (var word in LogResult.All)
            {
                if (_text[_cuts[cell]].SequenceEqual(word))
                {
                    return word;
                }
            }

            Complain(cell, $"none of {string.Join(", ", LogResult.All)}");
            return LogResult.Error;
        }

        private void Complain(int cell, string what) =>
            Problem ??= $"`{LogHeader.Columns.Split(',')[cell]}` is `{_text[_cuts[cell]]}`, {what}";
    }
}

/// <summary>How an operation ended, in the words of the logs.</summary>
internal static class LogResult
{
    /// <summary>It did, in the pool or in no matter what.</summary>
    public const string Ok = "ok";

    /// <summary>It did, and the address is not in the pool, or there is none.</summary>
    public const string OkNoPool = "ok-nopool";

    /// <summary>It did not.</summary>
    public const string Error = "error";

    /// <summary>It never ended, so no log has it (facts/swiotlb-and-traces.md 1.6).</summary>
    public const string Endless = "swiotlb_search_endless";

    /// <summary>Every word of a log.</summary>
    public static IReadOnlyList<string> All { get; } = [Ok, OkNoPool, Error];
}
