using System.Text;

namespace DmaRules.Compilation.Emitting;

/// <summary>Lines of code, indented by the blocks that are open. Line ends are the same
/// everywhere.</summary>
internal sealed class CodeWriter
{
    private const int IndentWidth = 4;

    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>One line at the current depth.</summary>
    public void Line(string line) =>
        _text.Append(' ', _depth * IndentWidth).Append(line).Append('\n');

    /// <summary>A label: it stands one level to the left of the statements it names.</summary>
    public void Label(string label) =>
        _text.Append(' ', (_depth - 1) * IndentWidth).Append(label).Append(":\n");

    /// <summary>An empty line.</summary>
    public void Blank() => _text.Append('\n');

    /// <summary>A line and the brace below it.</summary>
    public void Open(string line)
    {
        Line(line);
        Line("{");
        _depth++;
    }

    /// <summary>The brace that closes the last open block.</summary>
    public void Close(string mark = "")
    {
        _depth--;
        Line("}" + mark);
    }

    /// <summary>All that was written.</summary>
    public override string ToString() => _text.ToString();
}
