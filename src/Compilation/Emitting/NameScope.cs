namespace DmaRules.Compilation.Emitting;

/// <summary>The names of one class. No two things in it get the same one, and none gets a name that
/// the class needs for itself or inherits.</summary>
internal sealed class NameScope
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal)
    {
        nameof(Equals),
        nameof(GetHashCode),
        nameof(GetType),
        nameof(ToString),
        nameof(MemberwiseClone),
        nameof(ReferenceEquals),
        "Finalize",
    };

    // Where to go on counting, so that ten thousand equal names are not a quadratic search.
    private readonly Dictionary<string, int> _copies = new(StringComparer.Ordinal);

    /// <summary>A scope in which some names are taken: the class's own, or the types it
    /// reads.</summary>
    public NameScope(params ReadOnlySpan<string> reserved)
    {
        foreach (var name in reserved)
        {
            _taken.Add(name);
        }
    }

    /// <summary>The identifier, or the identifier with the first number that makes it
    /// new.</summary>
    public string Claim(string identifier)
    {
        var name = identifier;
        while (!_taken.Add(name))
        {
            var copy = _copies.GetValueOrDefault(identifier, 1) + 1;
            _copies[identifier] = copy;
            name = $"{identifier}_{copy}";
        }

        return name;
    }
}
