namespace DmaRules.Policies.Recordings;

/// <summary>How often a recorded field was compared, and how often not, and why not.</summary>
public sealed class FieldTally(string name)
{
    private readonly SortedDictionary<string, long> _left = new(StringComparer.Ordinal);

    /// <summary>What the file calls it.</summary>
    public string Name => name;

    /// <summary>How often it was compared.</summary>
    public long Compared { get; set; }

    /// <summary>How often it then differed.</summary>
    public long Differing { get; set; }

    /// <summary>How often it was not compared, by reason.</summary>
    public IReadOnlyDictionary<string, long> Left => _left;

    /// <summary>It was not compared so many times more.</summary>
    public void Leave(string reason, long times = 1) =>
        _left[reason] = _left.GetValueOrDefault(reason) + times;

    internal void Add(FieldTally other)
    {
        Compared += other.Compared;
        Differing += other.Differing;
        foreach (var (reason, times) in other.Left)
        {
            Leave(reason, times);
        }
    }
}

/// <summary>What came of one recording, or of several: rows or operations, and their
/// fields.</summary>
public sealed class ReplayTally
{
    private readonly Dictionary<string, FieldTally> _byName = new(StringComparer.Ordinal);
    private readonly List<FieldTally> _fields = [];

    /// <summary>Rows or operations that agree in all that was compared.</summary>
    public long Passed { get; set; }

    /// <summary>Those that do not, or cannot be read.</summary>
    public long Failed { get; set; }

    /// <summary>Those behind a difference after which nothing can be compared any more.</summary>
    public long Left { get; set; }

    /// <summary>The fields, in the order in which they were first met.</summary>
    public IReadOnlyList<FieldTally> Fields => _fields;

    /// <summary>The tally of a field.</summary>
    public FieldTally Of(string field)
    {
        if (!_byName.TryGetValue(field, out var tally))
        {
            tally = new FieldTally(field);
            _byName.Add(field, tally);
            _fields.Add(tally);
        }

        return tally;
    }

    /// <summary>Adds another recording's.</summary>
    public void Add(ReplayTally other)
    {
        Passed += other.Passed;
        Failed += other.Failed;
        Left += other.Left;
        foreach (var field in other.Fields)
        {
            Of(field.Name).Add(field);
        }
    }
}
