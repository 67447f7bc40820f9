using DmaRules.Runtime.Checking;
using DmaRules.Runtime.Dma;

namespace DmaRules.Analysis.Proof;

/// <summary>What came of a run, as far as claims go.</summary>
/// <param name="Word">The verdict's word.</param>
/// <param name="Why">Its reason; null if it is ok.</param>
/// <param name="Violated">The claims that do not hold, a bit each.</param>
internal readonly record struct RunNote(string Word, DmaReason? Why, ulong Violated)
{
    public static RunNote Of(Verdict verdict, ulong violated) =>
        new(verdict.Word, verdict.Why, violated);

    public bool IsOk => Why is null;

    public bool HasSameVerdict(RunNote other) => Word == other.Word && Why == other.Why;

    public string Verdict => Why is { } why ? $"{Word} {why.Word()}" : Word;
}

/// <summary>What came of every run of a proof: a machine's row has an entry for each driver. There
/// are few different notes, so an entry is a number.</summary>
internal sealed class RunTable(int machines)
{
    /// <summary>The entry of a run that cannot be: its driver asks for what the machine
    /// lacks.</summary>
    public const int None = 0;

    private readonly int[][] _rows = new int[machines][];
    private readonly List<RunNote> _notes = [default];
    private readonly Dictionary<RunNote, int> _numbers = [];

    /// <summary>How many machines there are.</summary>
    public int Machines => machines;

    public int[] Row(int machine) => _rows[machine];

    public RunNote Note(int entry) => _notes[entry];

    /// <summary>The note of a run; null if it cannot be.</summary>
    public RunNote? this[int machine, int driver] =>
        _rows[machine][driver] is var entry and not None ? _notes[entry] : null;

    /// <summary>Keeps a machine's row. Any thread may.</summary>
    public void Keep(int machine, ReadOnlySpan<RunNote?> notes)
    {
        var row = new int[notes.Length];
        lock (_numbers)
        {
            for (var i = 0; i < notes.Length; i++)
            {
                row[i] = notes[i] is { } note ? NumberOf(note) : None;
            }
        }

        _rows[machine] = row;
    }

    private int NumberOf(RunNote note)
    {
        if (!_numbers.TryGetValue(note, out var number))
        {
            number = _notes.Count;
            _numbers.Add(note, number);
            _notes.Add(note);
        }

        return number;
    }
}
