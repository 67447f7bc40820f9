using System.Collections.Immutable;

namespace DmaRules.Cli.Repl;

/// <summary>The words of one line, taken one after another. The first one that does not fit is the
/// refusal; from then on every word taken is a harmless default, so that callers look once, at the
/// end.</summary>
internal sealed class LineWords
{
    private const int LongestShown = 40;
    private readonly List<string> _words;
    private int _next;

    private LineWords(string text, List<string> words) => (Text, _words) = (text, words);

    /// <summary>The units that may stand behind a number.</summary>
    public static ImmutableArray<string> Units { get; } =
        ["bits", "B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>The line as it was written.</summary>
    public string Text { get; }

    /// <summary>The name before <c>=</c>, or null.</summary>
    public string? Target { get; private set; }

    /// <summary>Who stands before the step, as in a scenario; null if nobody does.</summary>
    public string? Actor { get; set; }

    /// <summary>Why the line is refused, or null.</summary>
    public Answer? Refusal { get; private set; }

    /// <summary>Whether all words were taken.</summary>
    public bool AtEnd => _next >= _words.Count;

    /// <summary>Takes a line apart. A number and its unit are one word.</summary>
    public static LineWords Of(string line)
    {
        var words = new List<string>();
        foreach (var word in line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (words.Count > 0 && Units.Contains(word) && char.IsAsciiDigit(words[^1][0]))
            {
                words[^1] = $"{words[^1]} {word}";
            }
            else
            {
                words.Add(word);
            }
        }

        return new LineWords(line, words);
    }

    /// <summary>A user's word as messages quote it: printable and not too long.</summary>
    public static string Quote(string word)
    {
        var cut = word.Length > LongestShown ? $"{word[..LongestShown]}..." : word;
        return $"`{string.Concat(cut.Select(c => char.IsControl(c) ? '?' : c))}`";
    }

    /// <summary>Takes <c>name = rest</c> for its name, if the rest starts with one of some
    /// words.</summary>
    public void TakeTarget(Func<string, bool> isStart)
    {
        var equals = Text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
        {
            return;
        }

        // `cmd = map nic`, or `nic: cmd = map`; but `given op = map` names nothing.
        var before = Text[..equals].Split([' ', '\t', ':'], StringSplitOptions.RemoveEmptyEntries);
        var rest = Of(Text[(equals + 1)..])._words;
        if (before.Length is 1 or 2 && rest.Count > 0 && IsName(before[^1]) && isStart(rest[0])
            && ReplVerbs.Find(before[0]) is null)
        {
            Target = before[^1];
            _words.Clear();
            _words.AddRange([.. before[..^1], .. rest]);
        }
    }

    /// <summary>The word so many places ahead, without taking it; empty where there is
    /// none.</summary>
    public string Peek(int ahead = 0) => _next + ahead < _words.Count ? _words[_next + ahead] : "";

    /// <summary>Puts words in front of those that are left, in place of some.</summary>
    public void Replace(int count, params IEnumerable<string> words)
    {
        _words.RemoveRange(_next, count);
        _words.InsertRange(_next, words);
    }

    /// <summary>Takes a word if it is there.</summary>
    public bool Skip(params ReadOnlySpan<string> anyOf)
    {
        var isThere = !AtEnd && anyOf.Contains(_words[_next]);
        _next += isThere ? 1 : 0;
        return isThere;
    }

    /// <summary>Takes the next word, or complains that <paramref name="what"/> is
    /// missing.</summary>
    public string Take(string what)
    {
        if (!AtEnd)
        {
            return _words[_next++];
        }

        Complain($"{what} is missing");
        return "";
    }

    /// <summary>Takes a name that the user makes up.</summary>
    public string TakeNewName(string what)
    {
        var name = Take(what);
        if (Refusal is null && !IsName(name))
        {
            Complain($"{Quote(name)} is no name", "a letter, then letters, digits, `_` or `-`");
        }

        return name;
    }

    /// <summary>All words that are left, as one text.</summary>
    public string TakeRest()
    {
        var rest = string.Join(' ', _words.Skip(_next));
        _next = _words.Count;
        return rest;
    }

    /// <summary>Complains about words that are left over.</summary>
    public void End()
    {
        if (!AtEnd)
        {
            Complain($"{Quote(_words[_next])} is too much");
        }
    }

    /// <summary>Refuses the line; the first complaint stays.</summary>
    public void Complain(string problem, string? help = null) =>
        Refusal ??= Answer.Refused(problem, help);

    private static bool IsName(string word) =>
        word.Length is > 0 and <= LongestShown
        && char.IsAsciiLetter(word[0])
        && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
