using System.Globalization;

namespace DmaRules.Cli.Repl;

/// <summary>The line that is being typed and the cursor in it. Moves and deletes by what a reader
/// takes for one character, so that no letter is cut in two.</summary>
internal sealed class EditBuffer
{
    private string _killed = "";

    /// <summary>The line so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the cursor stands: an offset into the text.</summary>
    public int Cursor { get; private set; }

    /// <summary>What stands before the cursor.</summary>
    public string BeforeCursor => Text[..Cursor];

    public void Set(string text) => (Text, Cursor) = (text, text.Length);

    public void Insert(string text)
    {
        Text = Text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Puts a text in place of what stands between an offset and the cursor.</summary>
    public void ReplaceFrom(int start, string text)
    {
        Text = string.Concat(Text.AsSpan(0, start), Text.AsSpan(Cursor));
        Cursor = start;
        Insert(text);
    }

    public void Left() => Cursor = Before(Cursor);

    public void Right() => Cursor = After(Cursor);

    public void Home() => Cursor = 0;

    public void End() => Cursor = Text.Length;

    public void Backspace()
    {
        var start = Before(Cursor);
        Text = Text.Remove(start, Cursor - start);
        Cursor = start;
    }

    public void Delete() => Text = Text.Remove(Cursor, After(Cursor) - Cursor);

    public void KillToEnd()
    {
        _killed = Text[Cursor..];
        Text = Text[..Cursor];
    }

    public void KillToStart()
    {
        _killed = BeforeCursor;
        Text = Text[Cursor..];
        Cursor = 0;
    }

    public void KillWord()
    {
        var trimmed = BeforeCursor.TrimEnd();
        var start = trimmed.LastIndexOf(' ') + 1;
        _killed = Text[start..Cursor];
        Text = Text.Remove(start, Cursor - start);
        Cursor = start;
    }

    /// <summary>Inserts what was killed last.</summary>
    public void Yank() => Insert(_killed);

    private int Before(int offset)
    {
        var at = 0;
        while (After(at) < offset)
        {
            at = After(at);
        }

        return offset == 0 ? 0 : at;
    }

    private int After(int offset) =>
        offset >= Text.Length
            ? Text.Length
            : offset + StringInfo.GetNextTextElementLength(Text, offset);
}
