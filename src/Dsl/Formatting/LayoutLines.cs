using System.Text;

namespace DmaRules.Dsl.Formatting;

/// <summary>Breaks one item into lines. A group stays on its line if it fits there and no comment
/// stands inside; recursion goes as deep as brackets do, which has a limit.</summary>
internal sealed class LayoutLines(StringBuilder text, PieceComments? comments)
{
    /// <summary>Columns of a line, as of a terminal or of a mail that quotes it.</summary>
    public const int LineWidth = 80;

    private int _piece;
    private int _lineStart;

    private int Column => text.Length - _lineStart;

    /// <summary>Writes the item, and below it those of its comments that found no place
    /// inside.</summary>
    public void Write(Layout layout, int indent)
    {
        StartLine(indent);
        Put(layout, indent);
        text.Append('\n');
        WriteCommentsAbove(indent + Layout.Step);
    }

    private void Put(Layout layout, int indent)
    {
        switch (layout)
        {
            case Layout.Piece piece:
                Put(piece);
                break;
            case Layout.Group group:
                Put(group, indent);
                break;
        }
    }

    private void Put(Layout.Piece piece)
    {
        text.Append(piece.Text);
        if (comments?.Behind(_piece) is { } comment)
        {
            text.Append("  ").Append(comment);
        }

        _piece++;
    }

    private void Put(Layout.Group group, int indent)
    {
        var breaking = BreakingOf(group);
        var inner = breaking is Breaking.Hanging ? BehindFirst(group) : indent + group.Deeper;
        for (var i = 0; i < group.Parts.Length; i++)
        {
            var part = group.Parts[i];
            if (i > 0)
            {
                var goesOn = breaking switch
                {
                    null => true,
                    Breaking.Filled => Fits(1 + part.Width),
                    Breaking.Hanging => i == 1,
                    _ => false,
                };
                Join(goesOn, inner);
            }

            Put(part, inner);
        }
    }

    // How the group is broken here; null if it is not.
    private Breaking? BreakingOf(Layout.Group group) => group.Breaking switch
    {
        _ when comments?.AreInside(_piece, group.PieceCount) is true => Breaking.Always,
        Breaking.Together => Fits(group.Width) ? null : Breaking.Always,
        Breaking.Hanging when group.Parts.Skip(1).Any(p => BehindFirst(group) + p.Width > LineWidth)
            => Breaking.Always,
        var breaking => breaking,
    };

    private int BehindFirst(Layout.Group group) => Column + group.Parts[0].Width + 1;

    private bool Fits(int width) => Column + width <= LineWidth;

    private void Join(bool isOneLine, int indent)
    {
        if (isOneLine)
        {
            text.Append(' ');
            return;
        }

        text.Append('\n');
        StartLine(indent);
    }

    private void StartLine(int indent)
    {
        WriteCommentsAbove(indent);
        _lineStart = text.Length;
        text.Append(' ', indent);
    }

    private void WriteCommentsAbove(int indent)
    {
        foreach (var comment in comments?.Above(_piece) ?? [])
        {
            text.Append(' ', indent).Append(comment).Append('\n');
        }
    }
}
