namespace DmaRules.Cli.Repl;

/// <summary>Keys to edits, without a terminal.</summary>
internal sealed class LineEditor(Completer completer, LineHistory history)
{
    /// <summary>The line.</summary>
    public EditBuffer Buffer { get; } = new();

    /// <summary>The words that Tab found, while <see cref="KeyEffect.Listed"/>.</summary>
    public Completion Found { get; private set; } = new(0, []);

    /// <summary>Takes one key.</summary>
    public KeyEffect Press(ConsoleKeyInfo key)
    {
        // What is pasted, or typed before the terminal was ready, ends its lines with a line feed.
        if (key.Key == ConsoleKey.Enter || key.KeyChar == '\n')
        {
            history.Add(Buffer.Text);
            return KeyEffect.Entered;
        }

        if (key.Modifiers.HasFlag(ConsoleModifiers.Control))
        {
            return PressControl(key.Key);
        }

        switch (key.Key)
        {
            case ConsoleKey.Tab:
                return Complete();
            case ConsoleKey.UpArrow:
                Show(history.Older(Buffer.Text));
                return KeyEffect.Edited;
            case ConsoleKey.DownArrow:
                Show(history.Newer());
                return KeyEffect.Edited;
            default:
                Edit(key);
                return KeyEffect.Edited;
        }
    }

    private void Edit(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.LeftArrow:
                Buffer.Left();
                break;
            case ConsoleKey.RightArrow:
                Buffer.Right();
                break;
            case ConsoleKey.Home:
                Buffer.Home();
                break;
            case ConsoleKey.End:
                Buffer.End();
                break;
            case ConsoleKey.Backspace:
                Buffer.Backspace();
                break;
            case ConsoleKey.Delete:
                Buffer.Delete();
                break;
            default:
                Buffer.Insert(char.IsControl(key.KeyChar) ? "" : key.KeyChar.ToString());
                break;
        }
    }

    private KeyEffect PressControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.C:
                return KeyEffect.Cancelled;
            case ConsoleKey.D when Buffer.Text.Length == 0:
                return KeyEffect.Ended;
            case ConsoleKey.L:
                return KeyEffect.Wiped;
            case ConsoleKey.P:
                Show(history.Older(Buffer.Text));
                return KeyEffect.Edited;
            case ConsoleKey.N:
                Show(history.Newer());
                return KeyEffect.Edited;
            default:
                EditByControl(key);
                return KeyEffect.Edited;
        }
    }

    private void EditByControl(ConsoleKey key)
    {
        Action edit = key switch
        {
            ConsoleKey.A => Buffer.Home,
            ConsoleKey.E => Buffer.End,
            ConsoleKey.B => Buffer.Left,
            ConsoleKey.F => Buffer.Right,
            ConsoleKey.D => Buffer.Delete,
            ConsoleKey.H or ConsoleKey.Backspace => Buffer.Backspace,
            ConsoleKey.K => Buffer.KillToEnd,
            ConsoleKey.U => Buffer.KillToStart,
            ConsoleKey.W => Buffer.KillWord,
            ConsoleKey.Y => Buffer.Yank,
            _ => () => { },
        };
        edit();
    }

    private KeyEffect Complete()
    {
        Found = completer.Complete(Buffer.BeforeCursor);
        if (Found.Words is [var only])
        {
            Buffer.ReplaceFrom(Found.Start, $"{only} ");
            return KeyEffect.Edited;
        }

        if (Found.CommonStart.Length > Buffer.Cursor - Found.Start)
        {
            Buffer.ReplaceFrom(Found.Start, Found.CommonStart);
            return KeyEffect.Edited;
        }

        return Found.Words.IsEmpty ? KeyEffect.Edited : KeyEffect.Listed;
    }

    private void Show(string? line)
    {
        if (line is not null)
        {
            Buffer.Set(line);
        }
    }
}
