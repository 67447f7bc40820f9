using System.Text;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Syntax;

/// <summary>Text in the making. Comments are no part of the tree, so they are put back here: before
/// or behind whatever is printed of the lines that they stood on.</summary>
internal sealed class SyntaxWriter(SourceText source)
{
    private readonly StringBuilder _text = new();
    private readonly Queue<Comment> _comments = new(LexemeScanner.Comments(source));

    /// <summary>Writes lines that were read from a place; a comment of its first line stays behind
    /// it.</summary>
    public void Write(string indent, string lines, SourcePlace place)
    {
        var first = place.Position.Line;
        var last = source.PositionOf(Math.Max(place.Span.Start, place.Span.End - 1)).Line;
        WriteCommentsBefore(indent, first);
        Comment? trailing = null;
        while (_comments.TryPeek(out var comment) && comment.Line <= last)
        {
            _comments.Dequeue();
            if (trailing is null && !comment.IsAlone)
            {
                trailing = comment;
            }
            else
            {
                _text.Append(indent).Append(comment.Text).Append('\n');
            }
        }

        var end = lines.IndexOf('\n', StringComparison.Ordinal);
        var head = end < 0 ? lines : lines[..end];
        _text.Append(indent).Append(head);
        _text.Append(trailing is null ? "" : $"  {trailing.Text}").Append('\n');
        if (end >= 0)
        {
            _text.Append(lines, end + 1, lines.Length - end - 1).Append('\n');
        }
    }

    /// <summary>Writes the comments that stand above a line.</summary>
    public void WriteCommentsBefore(string indent, int line)
    {
        while (_comments.TryPeek(out var comment) && comment.Line < line)
        {
            _text.Append(indent).Append(_comments.Dequeue().Text).Append('\n');
        }
    }

    public void WriteBlankLine() => _text.Append('\n');

    public override string ToString() => _text.ToString();
}
