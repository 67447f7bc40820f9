namespace DmaRules.Dsl.Diagnostics;

/// <summary>Finds what was probably meant: the nearest of the words that would have been
/// right.</summary>
public static class Suggestion
{
    private const int LineRoom = 58;

    /// <summary>The nearest candidate, or null if none is near: by edit distance, or because it
    /// has all parts of the word, as `is_secure_guest` has those of `secureGuests`.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        if (word.Length > WordDistance.LongestWord)
        {
            return null;
        }

        var allowed = word.Length switch { <= 2 => 1, <= 5 => 2, _ => 3 };
        string? best = null;
        foreach (var candidate in candidates)
        {
            var distance = WordDistance.Between(word, candidate, allowed);
            if (distance <= allowed && distance < candidate.Length && distance < word.Length)
            {
                best = candidate;
                allowed = distance - 1;
            }
        }

        return best ?? candidates.Where(NameParts.Of(word).AreAllIn).MinBy(c => c.Length);
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
            .OrderBy(c => WordDistance.Between(word, c, WordDistance.LongestWord))
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

        var verb = (nearest, others.Count) switch
        {
            (null, 1) => "there is",
            (null, _) => "there are",
            (_, 1) => "There is also",
            _ => "There are also",
        };
        var quoted = others.Take(shown).Select(c => $"`{c}`");
        return shown == others.Count
            ? $"{question}{verb} {List(quoted, "and")}"
            : $"{question}{verb} {string.Join(", ", quoted)}, ...";
    }
}
