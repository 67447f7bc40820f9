namespace DmaRules.Cli.Repl;

/// <summary>Lines that were entered, to go back to; the line that was being typed waits at the
/// end.</summary>
internal sealed class LineHistory
{
    private readonly List<string> _lines = [];
    private string _draft = "";
    private int _at;

    /// <summary>Adds a line, unless it is blank or the last one again, and goes to the
    /// end.</summary>
    public void Add(string line)
    {
        if (line.Trim().Length > 0 && (_lines.Count == 0 || _lines[^1] != line))
        {
            _lines.Add(line);
        }

        _at = _lines.Count;
        _draft = "";
    }

    /// <summary>The line before; <paramref name="current"/> is kept if it is the draft. Null at the
    /// start. </summary>
    public string? Older(string current)
    {
        if (_at == 0)
        {
            return null;
        }

        _draft = _at == _lines.Count ? current : _draft;
        return _lines[--_at];
    }

    /// <summary>The line behind, in the end the draft; null behind that.</summary>
    public string? Newer()
    {
        if (_at == _lines.Count)
        {
            return null;
        }

        return ++_at == _lines.Count ? _draft : _lines[_at];
    }
}
