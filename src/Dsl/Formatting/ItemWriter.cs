using System.Text;
using DmaRules.Dsl.Syntax;
using DmaRules.Dsl.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>The formatted text in the making. Comments and blank lines are no part of the tree, so
/// they are put back here: each where it stood among the lexemes.</summary>
internal sealed class ItemWriter(ScannedText scanned)
{
    private readonly StringBuilder _text = new();
    private int _comment;
    private int _indent;
    private bool _isAtStart = true;
    private TextSpan? _above;

    // What is too long will be refused anyway; it need not be made.
    private bool IsFull => _text.Length > Limits.FileBytes;

    /// <summary>The start of a block up to its brace, which stands alone below reasons.</summary>
    public void Open(Layout start, TextSpan declaration, BlankLine blank)
    {
        var index = scanned.IndexAt(declaration.Start);
        while (!scanned.Lexemes[index].Is(LexemeKind.Sign, "{"))
        {
            index++;
        }

        var brace = scanned.Lexemes[index].Span;
        var first = scanned.Lexemes[scanned.IndexAt(declaration.Start)].Span;
        if (start is Layout.Group { Breaking: Breaking.Always, Parts.Length: > 1 })
        {
            var last = scanned.Lexemes[index - 1].Span;
            Write(new Item(start, first.Through(last)), blank);
            Write(new Item(new Layout.Piece("{", brace), brace), BlankLine.Dropped);
        }
        else
        {
            Write(new Item(start.Between("", " {"), first.Through(brace)), blank);
        }

        _indent += Layout.Step;
        _isAtStart = true;
        _above = null;
    }

    /// <summary>The brace at the end of a block.</summary>
    public void Close(TextSpan declaration)
    {
        var brace = new TextSpan(declaration.End - 1, 1);
        WriteCommentsAbove(brace.Start, BlankLine.Dropped);
        _indent -= Layout.Step;
        Write(new Item(new Layout.Piece("}", brace), brace), BlankLine.Dropped);
        _above = null;
    }

    /// <summary>An item, with the comments above it, in it and behind it.</summary>
    public void Write(Item item, BlankLine blank)
    {
        if (IsFull)
        {
            return;
        }

        WriteCommentsAbove(item.Span.Start, blank);
        if (blank != BlankLine.Dropped && HasBlankAbove(item.Span.Start))
        {
            WriteBlankLine();
        }

        var comments = PieceComments.Of(item, scanned, TakeCommentsOf(item));
        new LayoutLines(_text, comments).Write(item.Layout, _indent);
        _isAtStart = false;
        _above = item.Span;
    }

    /// <summary>All of it, with the comments at the end.</summary>
    public string Finish()
    {
        WriteCommentsAbove(scanned.Source.Content.Length, BlankLine.Dropped);
        return _text.ToString();
    }

    private void WriteCommentsAbove(int offset, BlankLine blank)
    {
        while (NextBefore(offset) is { } comment && IsOfItemAbove(comment, offset))
        {
            WriteComment(comment, _indent + Layout.Step);
        }

        if (blank == BlankLine.Needed && !HasBlankLineUpTo(offset))
        {
            WriteBlankLine();
        }

        while (NextBefore(offset) is { } comment)
        {
            if (HasBlankAbove(comment))
            {
                WriteBlankLine();
            }

            WriteComment(comment, _indent);
        }
    }

    // A comment right below an item and further in than it and than what follows, such as a reason
    // that was put out of use.
    private bool IsOfItemAbove(Comment comment, int next)
    {
        if (_above is not { } above || !comment.IsAlone || HasBlankAbove(comment))
        {
            return false;
        }

        var column = ColumnOf(comment.Start);
        var isNextInside = next < scanned.Source.Content.Length && column <= ColumnOf(next);
        return column > ColumnOf(above.Start) && !isNextInside;
    }

    private bool HasBlankLineUpTo(int offset)
    {
        for (var i = _comment; i < scanned.Comments.Count; i++)
        {
            if (scanned.Comments[i].Start >= offset)
            {
                break;
            }

            if (HasBlankAbove(scanned.Comments[i]))
            {
                return true;
            }
        }

        return HasBlankAbove(offset);
    }

    private bool HasBlankAbove(Comment comment) =>
        comment.IsAlone && scanned.Source.IsBlankAbove(comment.Start);

    private bool HasBlankAbove(int offset)
    {
        var index = scanned.IndexAt(offset);
        return index < scanned.Lexemes.Count
            && scanned.Lexemes[index].IsFirstOnLine
            && scanned.Source.IsBlankAbove(offset);
    }

    private int ColumnOf(int offset) => scanned.Source.PositionOf(offset).Column;

    private Comment? NextBefore(int offset) =>
        _comment < scanned.Comments.Count && scanned.Comments[_comment].Start < offset
            ? scanned.Comments[_comment]
            : null;

    private List<Comment> TakeCommentsOf(Item item)
    {
        var comments = new List<Comment>();
        var behind = scanned.IndexAt(item.Span.End);
        while (_comment < scanned.Comments.Count)
        {
            var comment = scanned.Comments[_comment];
            var isBehind = !comment.IsAlone && scanned.IndexAt(comment.Start) == behind;
            if (comment.Start >= item.Span.End && !isBehind)
            {
                break;
            }

            comments.Add(comment);
            _comment++;
        }

        return comments;
    }

    private void WriteComment(Comment comment, int indent)
    {
        _text.Append(' ', indent).Append(comment.Text).Append('\n');
        _isAtStart = false;
        _comment++;
    }

    private void WriteBlankLine()
    {
        if (!_isAtStart)
        {
            _text.Append('\n');
        }
    }
}
