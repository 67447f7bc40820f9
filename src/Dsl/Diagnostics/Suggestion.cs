namespace DmaRules.Dsl.Diagnostics;

/// <summary>Finds what was probably meant: the nearest of the words that would have been
/// right.</summary>
public static class Suggestion
{
    private const int LongestWord = 64;
    private const int LineRoom = 58;

    /// <summary>The nearest candidate by edit distance, or null if none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        var allowed = word.Length switch { <= 2 => 1, <= 5 => 2, _ => 3 };
        string? best = null;
        foreach (var candidate in candidates)
        {
            var distance = Distance(word, candidate, allowed);
            if (distance <= allowed && distance < candidate.Length)
            {
                best = candidate;
                allowed = distance - 1;
            }
        }

        return best;
    }

    /// <summary>A list in words: <c>`a`, `b` or `c`</c>.</summary>
    public static string List(IEnumerable<string> words, string joint = "or")
    {
        string[] all = [.. words];
        return all.Length switch
        {
            0 => "",
            1 => all[0],
            _ => $"{string.Join(", ", all[..^1])} {joint} {all[^1]}",
        };
    }

    /// <summary>The words of a help line: the nearest word if there is one, and what else is
    /// possible, the likeliest first and no more than a line takes.</summary>
    public static string Help(string word, IReadOnlyCollection<string> candidates)
    {
        var nearest = Nearest(word, candidates);
        var question = nearest is null ? "" : $"did you mean `{nearest}`? ";
        var others = candidates.Where(c => c != nearest)
            .OrderBy(c => Distance(word, c, LongestWord))
            .ToList();
        if (others.Count == 0)
        {
            return question.TrimEnd();
        }

        var shown = 0;
        var room = LineRoom - question.Length;
        while (shown < others.Count && (shown == 0 || others[shown].Length + 4 <= room))
        {
            room -= others[shown].Length + 4;
            shown++;
        }

        var verb = nearest is null ? "there are" : "There are also";
        var quoted = others.Take(shown).Select(c => $"`{c}`");
        return shown == others.Count
            ? $"{question}{verb} {List(quoted, "and")}"
            : $"{question}{verb} {string.Join(", ", quoted)}, ...";
    }

    // One row of the usual table; swapped neighbours count as one edit, as they are the commonest
    // slip.
    private static int Distance(string word, string other, int allowed)
    {
        if (Math.Max(word.Length, other.Length) > LongestWord
            || Math.Abs(word.Length - other.Length) > allowed)
        {
            return int.MaxValue;
        }

        var table = new int[word.Length + 1, other.Length + 1];
        for (var i = 0; i <= word.Length; i++)
        {
            for (var j = 0; j <= other.Length; j++)
            {
                table[i, j] = Cell(table, word, other, i, j);
            }
        }

        return table[word.Length, other.Length];
    }

    private static int Cell(int[,] table, string word, string other, int i, int j)
    {
        if (i == 0 || j == 0)
        {
            return i + j;
        }

        var same = char.ToLowerInvariant(word[i - 1]) == char.ToLowerInvariant(other[j - 1]);
        var least = Math.Min(
            Math.Min(table[i - 1, j], table[i, j - 1]) + 1,
            table[i - 1, j - 1] + (same ? 0 : 1));
        var swapped = i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1];
        return swapped ? Math.Min(least, table[i - 2, j - 2] + 1) : least;
    }
}
