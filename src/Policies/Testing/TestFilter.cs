namespace DmaRules.Policies.Testing;

/// <summary>Picks tests by name: those whose name has this text in it, whatever the case.
/// <c>*</c> stands for any text between two pieces.</summary>
public sealed record TestFilter(string Text)
{
    private readonly string[] _pieces = Text.Split('*', StringSplitOptions.RemoveEmptyEntries);

    private readonly string[] _words =
        Text.Split([' ', '-', '*', ',', ':'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether it picks every test.</summary>
    public bool PicksAll => _pieces.Length == 0;

    /// <summary>The names that have most words in common with the filter, at most
    /// three.</summary>
    public IEnumerable<string> NearestOf(IEnumerable<string> names) => names
        .OrderByDescending(n => _words.Count(w => new TestFilter(w).Picks(n)))
        .ThenByDescending(n => InCommon(Text, n))
        .Take(3)
        .Select(n => $"\"{n}\"");

    /// <summary>Whether a name is picked.</summary>
    public bool Picks(string name)
    {
        var next = 0;
        foreach (var piece in _pieces)
        {
            var found = name.IndexOf(piece, next, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            next = found + piece.Length;
        }

        return true;
    }

    // The length of the longest text that stands in both.
    private static int InCommon(string text, string name)
    {
        var longest = 0;
        var lengths = new int[name.Length + 1];
        foreach (var character in text)
        {
            for (var i = name.Length; i > 0; i--)
            {
                var isSame = char.ToLowerInvariant(name[i - 1]) == char.ToLowerInvariant(character);
                lengths[i] = isSame ? lengths[i - 1] + 1 : 0;
                longest = Math.Max(longest, lengths[i]);
            }
        }

        return longest;
    }
}
