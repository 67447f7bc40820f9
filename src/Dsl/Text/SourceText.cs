namespace DmaRules.Dsl.Text;

/// <summary>The content of one file and the path it is called by; knows its lines.</summary>
public sealed class SourceText
{
    private readonly int[] _lineStarts;

    /// <summary>Wraps text that was already read; <paramref name="path"/> is what messages
    /// show.</summary>
    public SourceText(string path, string content)
    {
        Path = path;
        Content = content;
        _lineStarts = FindLineStarts(content);
    }

    /// <summary>What messages call this text.</summary>
    public string Path { get; }

    /// <summary>All of the text, without a byte order mark.</summary>
    public string Content { get; }

    /// <summary>Whether the bytes that it was read from began with one.</summary>
    public bool HasByteOrderMark { get; init; }

    /// <summary>How many lines there are; at least one.</summary>
    public int LineCount => _lineStarts.Length;

    /// <summary>Line and column, both from 1, of an offset in 0..length.</summary>
    public LinePosition PositionOf(int offset)
    {
        var found = Array.BinarySearch(_lineStarts, offset);
        var line = found >= 0 ? found : ~found - 1;
        return new LinePosition(line + 1, offset - _lineStarts[line] + 1);
    }

    /// <summary>The offset at which a line (from 1) starts.</summary>
    public int StartOfLine(int line) => _lineStarts[line - 1];

    /// <summary>One line (from 1), without its line end.</summary>
    public string Line(int line)
    {
        var start = _lineStarts[line - 1];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Content.Length;
        return Content[start..end].TrimEnd('\n', '\r');
    }

    /// <summary>Whether there is a line above that of an offset with nothing on it but
    /// blanks.</summary>
    public bool IsBlankAbove(int offset)
    {
        var line = PositionOf(offset).Line;
        return line > 1
            && Content.AsSpan(_lineStarts[line - 2], _lineStarts[line - 1] - _lineStarts[line - 2])
                .IsWhiteSpace();
    }

    /// <summary>The characters of a span.</summary>
    public string this[TextSpan span] => Content.Substring(span.Start, span.Length);

    private static int[] FindLineStarts(string content)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < content.Length; i++)
        {
            // A line ends as on Unix, on Windows, or as on the oldest Macs.
            var isEnd = content[i] == '\n'
                || (content[i] == '\r' && (i + 1 == content.Length || content[i + 1] != '\n'));
            if (isEnd)
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}
